import type { Colour } from '@deconv/pictures';
import {
  writeResults,
  type AblateNetwork,
  type AblateResults,
  type AttributeResults,
  type CorrespondResults,
  type DescentResults,
  type DiagnoseResults,
  type EvolutionResults,
  type InvarianceResults,
  type LayersResults,
  type LensResults,
  type OccludeResults,
  type Results,
  type TopResults,
  type TopResultsEntry,
  type TransferResults,
} from '@deconv/results';

/** A square picture in one colour, as a `data:` URL. */
function colouredPicture(colour: string, side = 8): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, side, side);
  return canvas.toDataURL();
}

const header = {
  format: 'deconv results' as const,
  version: 1 as const,
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'photos', images: 3, skipped: [] },
  backend: 'cpu',
};

/** A unit whose field of 4 × 4 pixels begins at the top left; what it sees in the dog is red. */
function unit(image: string, activation: number): TopResultsEntry {
  return {
    image,
    at: [0, 0],
    activation,
    receptiveField: { top: 0, left: 0, height: 4, width: 4 },
    patch: colouredPicture(image.endsWith('dog.png') ? '#c33' : '#36c', 4),
    projection: colouredPicture('#888', 4),
    scale: 0.5,
  };
}

/** A square of 4 pixels, every 3, on a picture of 12: the last place of each row is moved back inside, to pixel 8. */
export function occludeResults(changes: Partial<OccludeResults> = {}): OccludeResults {
  return {
    ...header,
    probe: 'occlude',
    options: { fill: 'grey', fit: 'cover', rule: 'deconvnet' },
    image: 'photos/dog.png',
    picture: colouredPicture('#c63', 12),
    fill: [128, 128, 128],
    grid: { rows: 4, cols: 4, size: 4, stride: 3 },
    classIndex: 1,
    probability: [
      [0.9, 0.8, 0.7, 0.6],
      [0.9, 0.5, 0.25, 0.6],
      [0.9, 0.5, 0.4, 0.6],
      [0.9, 0.8, 0.7, 0.6],
    ],
    label: [
      [1, 1, 1, 1],
      [1, 1, 2, 1],
      [1, 1, 2, 1],
      [1, 1, 1, 1],
    ],
    activity: [
      [4, 4, 4, 4],
      [4, 2, 1, 4],
      [4, 2, 1, 4],
      [4, 4, 4, 4],
    ],
    layer: 'conv5',
    channel: 12,
    clean: { probability: 0.95, label: 1, activity: 5 },
    classes: { 1: 'dog', 2: 'cat' },
    macs: { executed: 50, tight: 40, naive: 100 },
    unit: unit('photos/dog.png', 5),
    others: [unit('photos/cat.png', 4)],
    ...changes,
  };
}

/** Two images, of which a baseline of one colour keeps nothing. */
export function attributeResults(): AttributeResults {
  const image = (name: string, label: string, sum: number) => ({
    ...{ image: `photos/${name}.png`, classIndex: 1, label, probability: 0.9 },
    picture: colouredPicture('#c63', 12),
    heat: { picture: colouredPicture('#d55e00', 12), scale: 0.25 },
    grid: { rows: 2, cols: 2 },
    map: [
      [0.125, -0.25],
      [0.5, 0],
    ],
    completeness: { sum, difference: 0.4, baseline: 0.5, fill: [0, 0, 0] as Colour },
  });
  return {
    ...header,
    probe: 'attribute',
    options: { method: 'integrated-gradients', steps: 50, fill: '0,0,0', fit: 'cover' },
    images: [image('dog', 'dog', 0.375), image('cat', 'cat', 0.375)],
  };
}

/** Two places of a picture of 12 pixels: at the second nothing of conv2 is active. */
export function lensResults(): LensResults {
  const found = (layer: string, channel: number, side: number, top: number) => ({
    ...{ layer, channel, at: [top, 1] as [number, number], activation: 1.5, scale: 0.5 },
    receptiveField: { top, left: 1, height: side, width: side },
    projection: colouredPicture('#888', side),
  });
  return {
    ...header,
    probe: 'lens',
    options: { rule: 'deconvnet', fit: 'cover' },
    size: { height: 12, width: 12 },
    layers: [
      { layer: 'conv1', field: { size: 3, stride: 1, offset: 0 } },
      { layer: 'conv2', field: { size: 5, stride: 1, offset: 0 } },
    ],
    images: [
      {
        image: 'photos/dog.png',
        picture: colouredPicture('#c63', 12),
        places: [
          { at: [4, 2], units: [found('conv1', 3, 3, 3), found('conv2', 8, 5, 2)] },
          { at: [9, 2], units: [found('conv1', 5, 3, 8)] },
        ],
      },
    ],
  };
}

/** Two layers; the last map of the second is active nowhere. */
export function topResults(): TopResults {
  const map = (channel: number, ...entries: TopResultsEntry[]) => ({ channel, entries });
  return {
    ...header,
    probe: 'top',
    options: { k: 9, rule: 'deconvnet', fit: 'cover', channels: '3,7,8', seed: 0 },
    layers: [
      { layer: 'conv1', channels: 4, maps: [map(0, unit('photos/fox.png', 2))] },
      {
        layer: 'conv5',
        channels: 16,
        maps: [
          map(3, unit('photos/fox.png', 9), unit('photos/dog.png', 6)),
          map(7, unit('photos/dog.png', 8)),
          map(8),
        ],
      },
    ],
  };
}

/** Two images, turned by quarters. */
export function invarianceResults(): InvarianceResults {
  const image = (name: string, label: string, probability: number[]) => ({
    image: `photos/${name}.png`,
    picture: colouredPicture('#c63'),
    fill: [10, 20, 30] as [number, number, number],
    values: [0, 90, 180, 270],
    distance: { conv1: [0, 4, 5, 4], conv5: [0, 1, 2, 1] },
    probability,
    classIndex: 1,
    label,
    score: { conv1: 0.4, conv5: 0.8 },
  });
  return {
    ...header,
    probe: 'invariance',
    options: {
      ...{ transform: 'rotate', from: 0, to: 270, step: 90 },
      ...{ layers: ['conv1', 'conv5'], fill: 'mean', fit: 'cover' },
    },
    images: [image('dog', 'dog', [0.9, 0.2, 0.4, 0.8]), image('cat', 'cat', [0.9, 0.3, 0.4, 0.8])],
    score: { conv1: 0.4, conv5: 0.8 },
  };
}

/** Two maps at three checkpoints. */
export function evolutionResults(): EvolutionResults {
  const cell = (image: string, activation: number, similarity: number | null = null) => ({
    ...unit(`photos/${image}.png`, activation),
    imageChanged: false,
    similarity,
    featureChanged: similarity !== null && similarity < 0.5,
  });
  return {
    ...header,
    probe: 'evolution',
    options: { rule: 'deconvnet', fit: 'cover', channels: '3,7', seed: 0, changed: 0.5 },
    checkpoints: ['1', '5', '64'].map((name) => ({ name, fingerprint: 'cd'.repeat(32) })),
    maps: [
      {
        layer: 'conv5',
        channel: 3,
        cells: [
          cell('fox', 1),
          cell('fox', 2, 0.2),
          { ...cell('dog', 3, 0.9), imageChanged: true },
        ],
      },
      {
        layer: 'conv5',
        channel: 7,
        cells: [
          cell('dog', 4),
          { ...cell('cat', 5, 0.1), imageChanged: true },
          cell('cat', 6, 0.8),
        ],
      },
    ],
  };
}

/** Two parts and a control at one layer; of the nose no position that changes could be counted. */
export function correspondResults(): CorrespondResults {
  const spread = (mean: number) => ({
    mean,
    sd: 0.1,
    interval: [mean - 0.1, mean + 0.1] as [number, number],
    pairs: 3,
  });
  return {
    ...header,
    probe: 'correspond',
    options: {
      ...{ layers: ['conv5'], size: 4, draws: 20, seed: 0, fill: 'mean', fit: 'cover' },
      landmarks: 'landmarks.json',
    },
    skippedParts: [],
    parts: {
      leftEye: { conv5: { all: spread(0.4), active: spread(0.5) } },
      nose: { conv5: { all: spread(0.6), active: null } },
      random: { conv5: { all: spread(0.8), active: spread(0.7) } },
    },
  };
}

/** Four filters, of which one dominates, one is dominated and dead, and two are alike; then a layer without pictures. */
export function diagnoseResults(): DiagnoseResults {
  const layer = {
    ...{ layer: 'conv1', filters: 4, channels: 3, rms: [0.1, 0.11, 0.5, 0.01], median: 0.1 },
    size: [2, 2] as [number, number],
    stride: [2, 2] as [number, number],
    ...{ dominant: [2], dominated: [3], dead: [3] },
    duplicates: [[0, 1, 0.97]] as [number, number, number][],
    spectrum: { low: 0.5, mid: 0.3, high: 0.2 },
    aliasing: { photographs: 0.02, noise: 0.4 },
  };
  const drawn = { picture: colouredPicture('#369'), height: 2, width: 2, shown: 'in colours' };
  const plain = { ...layer, layer: 'conv2', dead: null, spectrum: null, aliasing: null };
  return {
    ...header,
    probe: 'diagnose',
    options: { dominant: 3, dominated: 0.1, cosine: 0.95, bands: [0.17, 0.33], fit: 'cover' },
    networks: ['5', '64'].map((name) => ({
      name,
      fingerprint: 'cd'.repeat(32),
      layers: [{ ...layer, drawn }, plain],
    })),
  };
}

const classifier = { folds: 2, test: 50, seed: 1, strengths: [0.01], most: 4096, fit: 'cover' };
const shape = [2, 2, 4] as [number, number, number];

/** At 1 image a class nobody could do well; at 15 both draws of the images agree. */
export function transferResults(
  layer = 'pool5',
  changes: Partial<TransferResults> = {},
): TransferResults {
  return {
    ...header,
    probe: 'transfer',
    data: { name: 'caltech101', images: 90, skipped: [] },
    options: { ...classifier, layer, perClass: [1, 15] },
    classes: ['ant', 'anchor'],
    ...{ shape, pooled: shape, overlap: null, scratch: null },
    measures: [
      { perClass: 1, tested: 9, strength: 0.01, folds: [0.1, 0.3], mean: 0.2, sd: 0.1414 },
      { perClass: 15, tested: 9, strength: 0.01, folds: [0.5, 0.5], mean: 0.5, sd: 0 },
    ],
    ...changes,
  };
}

/** A layer that rises, and one that falls; of the last only one draw was made. */
export function layersResults(): LayersResults {
  const layer = (name: string, folds: number[], mean: number, sd: number | null) => ({
    ...{ layer: name, kind: 'Conv2D', shape, pooled: shape, strength: 0.01, folds, mean, sd },
  });
  return {
    ...header,
    probe: 'layers',
    data: { name: 'caltech101', images: 90, skipped: [] },
    options: { ...classifier, perClass: 30 },
    classes: ['ant', 'anchor'],
    overlap: null,
    tested: 9,
    layers: [
      layer('pool1', [0.3, 0.5], 0.4, 0.1414),
      layer('conv4', [0.6, 0.6], 0.6, 0),
      layer('fc7', [0.25], 0.25, null),
    ],
  };
}

/** Two networks whose first layers differ, each trained twice. */
export function ablateResults(strides: [number, number] = [2, 4]): AblateResults {
  const network = (name: string, errors: [number, number], stride: number): AblateNetwork => ({
    ...{ name, architecture: name, inputSize: 96, batchNorm: false },
    ...{ filterLimit: 0.1, parameters: 12_345 },
    training: { mean: 0.1, sd: 0 },
    validation: { mean: (errors[0] + errors[1]) / 2, sd: 0.07 },
    runs: errors.map((error, i) => ({
      ...{ seed: i + 1, fingerprint: 'cd'.repeat(32), seconds: 3 },
      ...{ training: { error: 0.1, loss: 0.3 }, validation: { error, loss: 1 } },
      ...{ course: [0.8, error], filters: 'filters.png' },
      layers: [
        {
          ...{ layer: 'conv1', filters: 48, size: 7, stride, rms: { median: 0.01, largest: 0.1 } },
          ...{ dominant: 1, dominated: 2 * i, dead: i, duplicates: 3 },
          spectrum: { low: 0.5, mid: 0.25, high: 0.25 },
          aliasing: { photographs: 0.02, noise: 0.4 },
        },
        {
          ...{ layer: 'conv2', filters: 96, size: 5, stride: 1 },
          ...{ rms: { median: 0.01, largest: 0.1 }, dominant: 0, dominated: 0, dead: null },
          ...{ duplicates: 0, spectrum: null, aliasing: null },
        },
      ],
    })),
  });
  return {
    ...header,
    probe: 'ablate',
    options: {
      ...{ seeds: [1, 2], epochs: 2, stepsPerEpoch: 3, batchSize: 4, schedule: 'cosine' },
      ...{ peakRate: 0.05, warmUp: 0.05, momentum: 0.9, weightDecay: 0, dropout: 0.3 },
      ...{ labelSmoothing: 0.1, fit: 'cover', perClass: null },
    },
    classes: ['cat', 'dog'],
    images: { training: 80, validation: 10 },
    networks: [network('fine', [0.2, 0.3], strides[0]), network('coarse', [0.4, 0.5], strides[1])],
  };
}

/** The address of a document that needs no server. */
export function addressOf(results: Results): string {
  return `data:application/json,${encodeURIComponent(writeResults(results))}`;
}

/** The way down of a unit of map 3 at row 1, column 2, of a picture of 8 × 8 pixels; a switch leads to the corner. */
export function descentResults(changes: Partial<DescentResults> = {}): DescentResults {
  const box = (top: number, left: number, side: number) => ({
    ...{ top, left, height: side, width: side },
  });
  const rgb = [0.5, 0, -0.5].map((value, channel) => ({
    channel,
    values: Array.from({ length: 4 }, () => [value, 0, 0, value]),
  }));
  return {
    ...header,
    probe: 'descent',
    options: { rule: 'guided', fit: 'cover' },
    picture: colouredPicture('#080'),
    inputSize: 8,
    unit: {
      ...{ layer: 'pool1', channel: 3, image: 'photos/tiger.png', at: [1, 2], activation: 1.5 },
      receptiveField: { top: 2, left: 4, height: 4, width: 4 },
    },
    steps: [
      {
        ...{ step: 'unit', layer: 'pool1', box: box(1, 2, 1), channels: 4 },
        ...{ valuesIn: 'activation', maps: [{ channel: 3, values: [[1.5]] }] },
        active: { before: 1, after: 1 },
      },
      {
        ...{ step: 'unpool', layer: 'pool1', box: box(2, 4, 2), channels: 4, valuesIn: 'signal' },
        maps: [
          {
            channel: 3,
            values: [
              [0, 1.5],
              [0, 0],
            ],
          },
        ],
        switches: [{ channel: 3, at: [[0, 1]] }],
        active: { before: 1, after: 1 },
      },
      {
        ...{ step: 'pixels', layer: 'input', box: box(2, 4, 4), channels: 3 },
        ...{ valuesIn: 'preprocessed pixels', maps: rgb, active: { before: 16, after: 16 } },
      },
    ],
    ...changes,
  };
}
