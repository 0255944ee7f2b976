import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Foreign } from '../../src/foreign/Foreign.js';
import { readProcessor } from '../../src/foreign/huggingFace.js';
import { readConfig } from '../../src/foreign/modelConfig.js';
import { readTeachable } from '../../src/foreign/teachableMachine.js';
import { readOnnx } from '../../src/onnx/index.js';
import { smallOnnx } from '../hub/smallNetwork.js';
import { model as onnx, tensor } from '../onnx/single.js';

const IMAGENET = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
const PIXEL = [10, 120, 250];

/** What our form makes of a pixel, in the order red, green, blue. */
function made({ preprocess }: Foreign): number[] {
  const { meanSubtract, scale } = preprocess!;
  const factors = typeof scale === 'number' ? [scale, scale, scale] : scale;
  return PIXEL.map((value, c) => (value - meanSubtract[c]!) * factors[c]!);
}

const expectClose = (found: number[], expected: number[]) =>
  found.forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 4));

describe('preprocessor_config.json', () => {
  // Restated from the repositories named, at huggingface.co; the numbers expected follow the source of transformers' processors.
  it('of google/vit-base-patch16-224, from before rescaling was said', () => {
    const said = readProcessor({
      do_normalize: true,
      do_resize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      size: 224,
    })!;
    expectClose(
      made(said),
      PIXEL.map((value) => (value / 255 - 0.5) / 0.5),
    );
    expect(said).toMatchObject({ side: 224, crop: 1 });
  });

  it('of microsoft/resnet-50, which crops', () => {
    const said = readProcessor({
      crop_pct: 0.875,
      do_normalize: true,
      do_resize: true,
      feature_extractor_type: 'ConvNextFeatureExtractor',
      image_mean: IMAGENET.mean,
      image_std: IMAGENET.std,
      resample: 3,
      size: 224,
    })!;
    expectClose(
      made(said),
      PIXEL.map((value, c) => (value / 255 - IMAGENET.mean[c]!) / IMAGENET.std[c]!),
    );
    expect(said).toMatchObject({ side: 224, crop: 0.875 });
  });

  it('of apple/mobilevit-small, which turns the colours and normalises nothing', () => {
    const said = readProcessor({
      crop_size: { height: 256, width: 256 },
      do_center_crop: true,
      do_flip_channel_order: true,
      do_rescale: true,
      do_resize: true,
      feature_extractor_type: 'MobileViTFeatureExtractor',
      rescale_factor: 0.00392156862745098,
      size: { shortest_edge: 288 },
    })!;
    expectClose(
      made(said),
      PIXEL.map((value) => value / 255),
    );
    expect(said.preprocess!.channelOrder).toBe('BGR');
    expect(said.side).toBe(256);
    expect(said.crop).toBeCloseTo(256 / 288);
  });

  it('of google/efficientnet-b7, which divides twice for its answer', () => {
    const std = [0.47853944, 0.4732864, 0.47434163];
    const said = readProcessor({
      do_center_crop: false,
      do_normalize: true,
      do_rescale: true,
      image_mean: IMAGENET.mean,
      image_std: std,
      include_top: true,
      rescale_factor: 0.00392156862745098,
      rescale_offset: false,
      size: { height: 600, width: 600 },
    })!;
    const once = PIXEL.map((value, c) => (value / 255 - IMAGENET.mean[c]!) / std[c]!);
    expectClose(
      made(said),
      once.map((value, c) => value / std[c]!),
    );
  });

  it('that rescales or normalises nothing leaves pixels so', () => {
    const said = readProcessor({ do_rescale: false, do_normalize: false, image_mean: [9, 9, 9] })!;
    expectClose(made(said), PIXEL);
    const offset = readProcessor({
      do_rescale: true,
      rescale_factor: 1 / 127.5,
      rescale_offset: true,
    })!;
    expectClose(
      made(offset),
      PIXEL.map((value) => value / 127.5 - 1),
    );
  });

  it.each([
    ['a deviation of zero', { image_mean: [0, 0, 0], image_std: [0, 1, 1] }],
    ['two colours', { image_mean: [0.5, 0.5] }],
    ['a text', { do_normalize: true, image_mean: 'imagenet' }],
  ])('with %s is refused', (_, json) => {
    expect(() => readProcessor(json)).toThrow();
  });
});

test('config.json of timm says mean, deviation, side and crop, new and old', () => {
  const trained = {
    ...IMAGENET,
    input_size: [3, 224, 224],
    crop_pct: 0.95,
    interpolation: 'bicubic',
  };
  const expected = PIXEL.map((value, c) => (value / 255 - IMAGENET.mean[c]!) / IMAGENET.std[c]!);
  for (const json of [
    { architecture: 'resnet18', num_classes: 1000, pretrained_cfg: trained },
    { architecture: 'resnet18', num_classes: 1000, ...trained },
  ]) {
    const said = readConfig(json)!;
    expectClose(made(said), expected);
    expect(said).toMatchObject({ side: 224, crop: 0.95 });
  }
});

test('config.json of transformers names classes by their numbers', () => {
  expect(readConfig({ id2label: { 1: 'dog', 0: 'cat' } })).toEqual({ labels: ['cat', 'dog'] });
  expect(() => readConfig({ id2label: { 0: 'cat', 2: 'dog' } })).toThrow('leaves out a class');
  expect(readConfig({ compilerOptions: {} })).toBeUndefined();
});

test('metadata.json of Teachable Machine names classes, and means pixels of −1 to 1', () => {
  const said = readTeachable({
    tfjsVersion: '1.7.4',
    tmVersion: '2.4.7',
    packageName: '@teachablemachine/image',
    labels: ['mug', 'hand'],
    imageSize: 224,
  })!;
  expectClose(
    made(said),
    PIXEL.map((value) => value / 127.5 - 1),
  );
  expect(said).toMatchObject({ side: 224, labels: ['mug', 'hand'] });
  expect(readTeachable({ labels: ['x'] })).toBeUndefined();
});

describe('a model', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const read = async (files: Record<string, unknown>, bytes = smallOnnx()) => {
    const encoder = new TextEncoder();
    const model = await readOnnx((name) => {
      if (name === 'model.onnx') return Promise.resolve(bytes);
      const json = files[name];
      const text = typeof json === 'string' ? json : JSON.stringify(json);
      return Promise.resolve(json === undefined ? undefined : encoder.encode(text));
    });
    model.dispose();
    return model;
  };
  const config = { id2label: { 0: 'a', 1: 'b', 2: 'c' } };
  const processor = { do_rescale: true, do_normalize: false };

  it('goes by our files before those of others', async () => {
    const ours = { 'preprocess.json': { scale: 0.5 }, 'labels.json': ['x', 'y', 'z'] };
    const model = await read({
      ...ours,
      'config.json': config,
      'preprocessor_config.json': processor,
    });
    expect(model).toMatchObject({
      preprocessSource: 'preprocess.json',
      labels: ['x', 'y', 'z'],
      notes: [],
    });
    expect(model.preprocess.scale).toBe(0.5);
  });

  it('goes without a file of others that is faulty, or meant for another network, and says so', async () => {
    const more = { id2label: { 0: 'a', 1: 'b' } };
    const { labels, notes } = await read({ 'config.json': more, 'preprocessor_config.json': '{' });
    expect(labels).toEqual([]);
    expect(notes[0]).toContain('goes without preprocessor_config.json: ');
    expect(notes[1]).toMatch(/^says nowhere how pixels become its input/);
    expect(notes[2]).toContain('goes without the names in config.json: they are 2, and it tells 3');
  });

  it('that reads brightness goes without pixels that tell colours apart, and says so', async () => {
    const grey = onnx({
      image: [1, 1, 8, 8],
      nodes: [{ op: 'GlobalAveragePool', inputs: ['x'], outputs: ['y'] }],
    });
    const apart = { do_normalize: true, image_mean: [0.4, 0.5, 0.6], image_std: [0.5, 0.5, 0.5] };
    const { preprocessSource, notes } = await read({ 'preprocessor_config.json': apart }, grey);
    expect(preprocessSource).toBeUndefined();
    expect(notes[0]).toMatch(
      /^goes without the pixels in preprocessor_config.json: .* brightness$/,
    );
    const alike = { ...apart, image_mean: [0.5, 0.5, 0.5] };
    const fitting = await read({ 'preprocessor_config.json': alike }, grey);
    expect(fitting.preprocess).toMatchObject({
      channelOrder: 'grey',
      meanSubtract: [127.5, 127.5, 127.5],
    });
  });

  it('says which part of an image it is meant for', async () => {
    const { notes } = await read({ 'preprocessor_config.json': { ...processor, crop_pct: 0.875 } });
    expect(notes).toEqual([
      'is meant for the middle 87.5 % of an image, by preprocessor_config.json, and gets its whole square',
    ]);
  });

  const scaled = (...factors: number[]) =>
    onnx({
      image: [1, 3, 8, 8],
      nodes: [
        ...factors.map((_, i) => ({
          op: i % 2 ? 'Add' : 'Mul',
          inputs: [i ? `s${i - 1}` : 'x', `f${i}`],
          outputs: [`s${i}`],
        })),
        { op: 'Conv', inputs: [`s${factors.length - 1}`, 'w'], outputs: ['y'] },
      ],
      tensors: [
        ...factors.map((factor, i) => tensor(`f${i}`, [1], [factor])),
        tensor('w', [4, 3, 3, 3]),
      ],
    });

  it('that scales pixels of 0 to 255 itself needs nothing more said', async () => {
    const model = await read({}, scaled(1 / 127.5, -1));
    expect(model).toMatchObject({ preprocessSource: 'its first layers', notes: [] });
    expect(model.preprocess).toMatchObject({ scale: 1, meanSubtract: [0, 0, 0] });
  });

  it('that shifts what is scaled already does', async () => {
    const { preprocessSource, notes } = await read({}, scaled(0.458, -0.03));
    expect(preprocessSource).toBeUndefined();
    expect(notes).toHaveLength(1);
  });
});
