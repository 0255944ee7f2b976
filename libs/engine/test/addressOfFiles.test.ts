import { afterAll, expect, test } from 'vitest';
import { addressOfFiles, createEngine } from '../src/index.js';
import { TINY, noise } from './support.js';

const engine = createEngine({ backend: 'wasm' });
afterAll(() => engine.close());

/** Files of the folder beside this test, as a reader chooses them. */
async function chosen(...names: string[]): Promise<File[]> {
  return Promise.all(
    names.map(async (name) => {
      const bytes = await (await fetch(`${TINY}/${name}`)).arrayBuffer();
      expect(bytes.byteLength).toBeGreaterThan(0);
      return new File([bytes], name);
    }),
  );
}

const FOLDER = ['model.json', 'weights.bin', 'preprocess.json', 'labels.json'];

test('a network is read from files as from its folder', async () => {
  const own = await engine.loadModel(addressOfFiles(await chosen(...FOLDER)));
  const served = await engine.loadModel(TINY);
  expect(own.id).not.toBe(served.id);
  expect({ ...own, id: 0, name: '' }).toEqual({ ...served, id: 0, name: '' });
});

test('files keep the address that they are given, and name the network', async () => {
  const address = addressOfFiles(await chosen(...FOLDER), 'files:mine');
  const { id, name } = await engine.loadModel(address);
  expect(name).toBe('mine');
  const [first] = noise('a');
  const results = await engine.run(id, { probe: 'top', images: [first!], channels: '0-1', k: 1 });
  expect(results.model.name).toBe('mine');
});

test('weights in a folder of their own are found, whether files keep it in their names or not', async () => {
  const [model, weights, ...others] = await chosen(...FOLDER);
  const text = (await model!.text()).replace('"weights.bin"', '"shards/weights.bin"');
  expect(text).toContain('shards/');
  for (const name of ['shards/weights.bin', 'weights.bin']) {
    const files = [new File([text], 'model.json'), new File([weights!], name), ...others];
    const { classes } = await engine.loadModel(addressOfFiles(files));
    expect(classes).toBeGreaterThan(0);
  }
});

test('files without a network among them are told what is missing', async () => {
  const address = addressOfFiles(await chosen('labels.json'));
  await expect(engine.loadModel(address)).rejects.toThrow(
    'No model.json and no ONNX file among labels.json',
  );
});

test('an ONNX file that is damaged is told as one', async () => {
  const file = new File([new Uint8Array([1, 2, 3])], 'broken.onnx');
  await expect(engine.loadModel(addressOfFiles([file]))).rejects.toThrow(/broken\.onnx/);
});
