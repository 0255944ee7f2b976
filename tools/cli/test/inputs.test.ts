import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bytesOf, messageOf } from '../../../libs/models/test/onnx/message.js';
import { model, tensor, whole, type GivenModel } from '../../../libs/models/test/onnx/single.js';
import { run, saveNoise } from './support.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-inputs-'));
  await saveNoise(path('photo.png'), 30, 20);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a network reads. */
interface Read {
  layout: 'NCHW' | 'NHWC' | 'flat';
  channels: number;
  height: number;
  width: number;
  /** A second image, added to the first. */
  two: boolean;
}

/** A convolution of what is read, and three numbers of its mean. */
function network({ layout, channels, height, width, two }: Read): GivenModel {
  const first = {
    NCHW: { image: [1, channels, height, width], nodes: [] },
    NHWC: {
      image: [1, height, width, channels],
      nodes: [{ op: 'Transpose', inputs: ['x'], outputs: ['i'], attributes: { perm: PERM } }],
    },
    flat: {
      image: [1, channels * height * width],
      nodes: [{ op: 'Reshape', inputs: ['x', 'shape'], outputs: ['i'] }],
    },
  }[layout];
  const image = layout === 'NCHW' ? 'x' : 'i';
  return {
    image: first.image,
    nodes: [
      ...first.nodes,
      ...(two ? [{ op: 'Add', name: 'both', inputs: [image, 'other'], outputs: ['sum'] }] : []),
      { op: 'Conv', name: 'conv', inputs: [two ? 'sum' : image, 'w'], outputs: ['c'] },
      { op: 'GlobalAveragePool', name: 'mean', inputs: ['c'], outputs: ['m'] },
      { op: 'Flatten', name: 'flat', inputs: ['m'], outputs: ['f'] },
      { op: 'Softmax', name: 'prob', inputs: ['f'], outputs: ['y'] },
    ],
    tensors: [tensor('w', [3, channels, 3, 3]), whole('shape', [1, channels, height, width])],
  };
}

/** Its bytes; a second image is declared as the first is. */
function fileOf(read: Read): Uint8Array<ArrayBuffer> {
  const message = messageOf(model(network(read)));
  const [first] = message.graph!.input;
  if (read.two) message.graph!.input.push({ ...first!, name: 'other' });
  return bytesOf(message);
}

const PERM = [0n, 3n, 1n, 2n];

const reads: fc.Arbitrary<Read> = fc.record({
  layout: fc.constantFrom('NCHW', 'NHWC', 'flat'),
  channels: fc.integer({ min: 1, max: 5 }),
  height: fc.integer({ min: 6, max: 20 }),
  width: fc.integer({ min: 6, max: 20 }),
  two: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});

interface Inspected {
  input: { height: number; width: number; channels: number; problem: string | null };
  experiments: Record<string, string | null>;
  layers: { name: string; projectable: boolean; problem: string | null }[];
}

it('whatever a network reads, inspect says of it what then happens', async () => {
  await fc.assert(
    fc.asyncProperty(reads, async (read) => {
      await writeFile(path('model.onnx'), fileOf(read));
      const inspected = await run('inspect', path('model.onnx'), '--json');
      const args = [path('model.onnx'), path('photo.png'), '--json'];
      const projected = await run('project', ...args, '--layer', 'conv', '--out', path('unit.png'));
      const classified = await run('classify', ...args);
      if (read.two) {
        expect(inspected.stderr).toContain('has 2 inputs; expected one image');
        for (const { code, stderr } of [projected, classified]) {
          expect(code).toBe(inspected.code);
          expect(stderr.replace(/^deconv \w+: /, '')).toBe(
            inspected.stderr.replace(/^deconv \w+: /, ''),
          );
        }
        return;
      }
      const { input, experiments, layers } = JSON.parse(inspected.stdout) as Inspected;
      const { height, width, channels } = read;
      expect(input).toMatchObject({ height, width, channels });
      const fits = channels === 1 || channels === 3;
      expect(experiments['classify'] === null).toBe(fits);
      const conv = layers.find(({ name }) => name === 'conv')!;
      expect(conv.projectable).toBe(fits);
      expect([projected.code, classified.code]).toEqual(fits ? [0, 0] : [1, 1]);
      if (!fits) {
        expect(projected.stderr).toContain(conv.problem);
        expect(classified.stderr).toContain(experiments['classify']);
        return;
      }
      const { projection } = JSON.parse(projected.stdout) as { projection: { shape: number[] } };
      expect(projection.shape).toEqual([height, width, channels]);
    }),
    { numRuns: 40, seed: 19 },
  );
});
