import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveNoise } from './support.js';

let folder: string;
let photo: string;
let server: Server;

/** A layer of a functional model as Keras 2 writes it. */
const layer = (class_name: string, name: string, inputs: string[], config: object = {}) => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: inputs.length ? [inputs.map((input) => [input, 0, 0, {}])] : [],
});
const conv = (name: string, from: string, filters: number, more: object = {}) =>
  layer('Conv2D', name, [from], { filters, kernel_size: 3, padding: 'same', ...more });
const image = layer('InputLayer', 'image', [], { batch_input_shape: [null, 12, 12, 3] });

/**
 * Saves a functional model; its weights are small numbers unless said.
 * @param shapes of its weights, by name
 */
async function save(
  name: string,
  layers: { name: string }[],
  shapes: Record<string, number[]>,
  value: (i: number) => number = (i) => ((i * 7919) % 13) / 13 - 0.4,
): Promise<string> {
  const specs = Object.entries(shapes).map(([key, shape]) => ({
    name: key,
    shape,
    dtype: 'float32',
  }));
  const count = specs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0);
  const config = {
    name,
    layers,
    input_layers: [['image', 0, 0]],
    output_layers: [[layers.at(-1)!.name, 0, 0]],
  };
  const json = {
    modelTopology: { keras_version: '2.15.0', model_config: { class_name: 'Functional', config } },
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  };
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'model.json'), JSON.stringify(json));
  await writeFile(
    join(path, 'weights.bin'),
    Buffer.from(Float32Array.from({ length: count }, (_, i) => value(i)).buffer),
  );
  return path;
}

/** Upsampling, which TensorFlow.js knows, and two layers of a user's own, which it does not. */
const mixed = () =>
  save(
    'mixed',
    [
      image,
      conv('stem', 'image', 4, { activation: 'relu' }),
      layer('UpSampling2D', 'up', ['stem'], { size: [2, 2] }),
      layer('MaxPooling2D', 'down', ['up'], { pool_size: [2, 2] }),
      layer('Sharpen', 'sharpen', ['stem']),
      conv('side', 'stem', 5, { kernel_size: [3, 1] }),
      layer('Tint', 'tint', ['side']),
      layer('Concatenate', 'join', ['down', 'sharpen', 'tint']),
    ] as { name: string }[],
    {
      'stem/kernel': [3, 3, 3, 4],
      'stem/bias': [4],
      'sharpen/amount': [4],
      'side/kernel': [3, 1, 4, 5],
      'side/bias': [5],
    },
  );

const single = (name: string, value?: (i: number) => number) =>
  save(
    name,
    [image, conv('conv1', 'image', 2)],
    { 'conv1/kernel': [3, 3, 3, 2], 'conv1/bias': [2] },
    value,
  );

/** The same with all its values as its answer. */
const flat = (name: string, value: (i: number) => number) =>
  save(
    name,
    [image, conv('conv1', 'image', 2), layer('Flatten', 'flat', ['conv1'])] as { name: string }[],
    { 'conv1/kernel': [3, 3, 3, 2], 'conv1/bias': [2] },
    value,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-models-'));
  photo = join(folder, 'photo.png');
  await saveNoise(photo, 12, 12);
  server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe('a model of which some layers cannot be projected', () => {
  let model: string;
  beforeAll(async () => {
    model = await mixed();
  });

  it('is inspected as a whole: every layer, and why not', async () => {
    const { code, stdout } = await run('inspect', model, '--json');
    expect(code).toBe(0);
    const { layers } = JSON.parse(stdout) as { layers: { name: string }[] };
    expect(Object.fromEntries(layers.map(({ name, ...rest }) => [name, rest]))).toMatchObject({
      stem: {
        kind: 'Conv2D',
        shape: [12, 12, 4],
        parameters: 112,
        receptiveField: { size: 3, stride: 1 },
        projectable: true,
        problem: null,
      },
      side: { receptiveField: { size: 5, columns: { size: 3 } }, projectable: true },
      up: {
        shape: [24, 24, 4],
        receptiveField: null,
        projectable: false,
        problem: expect.stringContaining('no way down') as string,
        blockedBy: [],
      },
      down: { shape: [12, 12, 4], projectable: false, blockedBy: ['up'] },
      sharpen: {
        kind: 'Sharpen',
        parameters: 4,
        projectable: false,
        problem: expect.stringContaining('no layer of class Sharpen') as string,
      },
      tint: { projectable: false, problem: expect.stringContaining('class Tint') as string },
      join: { shape: [null, null, null], receptiveField: null, projectable: false },
    });
    expect(layers).toHaveLength(7);
  });

  it('is inspected in a table that names all layers at fault below it', async () => {
    const { code, stdout } = await run('inspect', model);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^stem +Conv2D +12×12×4 +112 +3 +1 +yes$/m);
    expect(stdout).toMatch(/^side +Conv2D +12×12×5 +65 +5×3 +1 +yes$/m);
    expect(stdout).toMatch(/^down +MaxPooling2D +12×12×4 +0 +– +– +no$/m);
    expect(stdout).toContain('2 of 7 layers can be projected');
    for (const fault of ['up (UpSampling2D): ', 'sharpen (Sharpen): ', 'tint (Tint): '])
      expect(stdout).toContain(`\n  ${fault}`);
  });

  it('is projected below and beside those layers', async () => {
    const { code, stdout } = await run('project', model, photo, '--layer', 'side', '--json');
    expect(code).toBe(0);
    const { projection } = JSON.parse(stdout) as { projection: { l2: number } };
    expect(projection.l2).toBeGreaterThan(0);
  });

  it.each([
    ['up', 'layer "up" (UpSampling2D) cannot be projected: there is no way down'],
    ['down', 'layer "down" (MaxPooling2D) cannot be projected: it reads "up"'],
    ['tint', 'layer "tint" (Tint) cannot be projected: TensorFlow.js has no layer of class Tint'],
    ['sides', 'did you mean "side"'],
  ])('is not projected at %s, and no file is written', async (name, message) => {
    const out = join(folder, 'never.png');
    const { code, stderr } = await run('project', model, photo, '--layer', name, '--out', out);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(existsSync(out)).toBe(false);
  });

  it('does not classify, and says which layers are at fault', async () => {
    const { code, stderr, stdout } = await run('classify', model, photo);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    for (const part of ["the model's answer cannot be computed", '"up"', '"sharpen"', '"tint"'])
      expect(stderr).toContain(part);
  });
});

describe('a model that cannot be used', () => {
  it('is named by its weight that is not a number', async () => {
    const model = await single('poisoned', (i) => (i === 5 ? NaN : 0.1));
    for (const command of [
      ['classify', model, photo],
      ['inspect', model],
    ]) {
      const { code, stderr } = await run(...command);
      expect(code).toBe(1);
      expect(stderr).toContain('weight conv1/kernel holds values that are not numbers');
    }
  });

  it('is named by its first layer whose answer is not a number', async () => {
    const model = await flat('huge', () => 3e38);
    for (const command of [
      ['classify', model, photo],
      ['project', model, photo, '--layer', 'conv1'],
    ]) {
      const { code, stderr } = await run(...command);
      expect(code).toBe(1);
      expect(stderr).toContain('layer "conv1" (Conv2D) answers with values that are not numbers');
    }
  });

  it('is no picture', async () => {
    const { code, stderr } = await run('inspect', photo);
    expect(code).toBe(1);
    expect(stderr).toContain('photo.png is not valid JSON');
    expect(stderr).toContain('tensorflowjs_converter');
  });

  it('is at no address that its server does not know', async () => {
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await run('inspect', `http://127.0.0.1:${port}/models/none`);
    expect(code).toBe(1);
    expect(stderr).toContain(`http://127.0.0.1:${port}/models/none/model.json`);
    expect(stderr).toContain('404');
  });

  it('is missing from its folder', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const { code, stderr } = await run('inspect', empty);
    expect(code).toBe(1);
    expect(stderr).toContain('no model.json found');
  });
});
