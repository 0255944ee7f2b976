import { EXPERIMENTS, readOptions, type ExperimentName } from '@deconv/experiments';
import type { Colour } from '@deconv/pictures';
import type { Results, TopResultsEntry } from '@deconv/results';
import type { ProbeRequest } from '../../src/contract.js';
import { findLayer, INPUT_SIZE, LAYERS } from './fakeLayers.js';
import { fakePicture } from './fakePicture.js';
import { fieldOf, fakeUnit } from './fakeView.js';

type RequestOf<P extends Results['probe']> = Extract<ProbeRequest, { probe: P }>;
type ResultsOf<P extends Results['probe']> = Extract<Results, { probe: P }>;

type Header = Pick<Results, 'format' | 'version' | 'model' | 'data' | 'backend'>;

/** Of every made-up network. */
export const FINGERPRINT = '0'.repeat(64);
/** A wave between 0 and 1. */
const wave = (i: number): number => 0.5 + 0.5 * Math.sin(i * 1.7 + 0.3);

/** A document that `readResults` takes, with made-up numbers for what was asked. */
export function fakeDocument(request: ProbeRequest, model: string): Results {
  const images = 'image' in request ? [request.image] : (request.images ?? []);
  const header: Header = {
    format: 'deconv results',
    version: 1,
    model: { name: model, fingerprint: FINGERPRINT },
    data: {
      name: images.length === 1 ? images[0]!.name : images.length ? 'photos' : 'none',
      images: images.length,
      skipped: [],
    },
    backend: 'fake',
  };
  const body = BODIES[request.probe] as (request: ProbeRequest, model: string) => object;
  return { ...header, ...body(request, model) } as Results;
}

/** What follows the header, by probe. */
const BODIES: { [P in ExperimentName]: (request: RequestOf<P>, model: string) => Body<P> } = {
  ...{ top, occlude, attribute, invariance, evolution, correspond, diagnose, lens },
};

type Body<P extends Results['probe']> = Omit<ResultsOf<P>, keyof Header>;

function namesOf(layers: readonly string[] | undefined): string[] {
  return layers ? [...layers] : LAYERS.map(({ name }) => name);
}

function entry(layer: string, image: string, rank: number): TopResultsEntry {
  const summary = findLayer(layer);
  const { at } = fakeUnit(summary, rank);
  const receptiveField = fieldOf(summary, at);
  const { width, height } = receptiveField;
  return {
    image,
    at,
    activation: 9 / (rank + 1),
    receptiveField,
    patch: fakePicture(width, height, rank),
    projection: fakePicture(width, height, rank + 3),
    scale: 0.4 / (rank + 1),
  };
}

function top({ probe, images, ...asked }: RequestOf<'top'>): Body<'top'> {
  const { layers, k, rule, channels, seed } = readOptions(EXPERIMENTS[probe].options, asked);
  return {
    probe: 'top',
    options: { k, rule, fit: 'cover', channels, seed },
    layers: namesOf(layers).map((layer) => ({
      layer,
      channels: findLayer(layer).channels,
      maps: [0, 1, 2, 3].map((channel) => ({
        channel,
        entries: images.slice(0, k).map(({ name }, rank) => entry(layer, name, rank)),
      })),
    })),
  };
}

function lens({ probe, images, ...asked }: RequestOf<'lens'>): Body<'lens'> {
  const { layers, places: count, rule } = readOptions(EXPERIMENTS[probe].options, asked);
  const names = namesOf(layers);
  const places = Array.from({ length: count }, (_, p) => ({
    at: [(7 * p) % INPUT_SIZE, (11 * p) % INPUT_SIZE] as [number, number],
    units: names.map((layer) => {
      const { at, activation, receptiveField, projection, scale } = entry(layer, '', p);
      const channel = p % findLayer(layer).channels;
      return { layer, channel, at, activation, receptiveField, projection, scale };
    }),
  }));
  return {
    probe: 'lens',
    options: { rule, fit: 'cover' },
    size: { height: INPUT_SIZE, width: INPUT_SIZE },
    layers: names.map((layer) => {
      const field = findLayer(layer).receptiveField;
      return { layer, ...(field && { field }) };
    }),
    images: images.map(({ name }, i) => ({
      ...{ image: name, picture: fakePicture(INPUT_SIZE, INPUT_SIZE, i), places },
    })),
  };
}

function occlude({ probe, image, others = [], ...asked }: RequestOf<'occlude'>): Body<'occlude'> {
  const { fill, rule, ...said } = readOptions(EXPERIMENTS[probe].options, asked);
  const { size = 14, stride = 4, classIndex = 0, layer = 'conv5', channel = 3 } = said;
  const rows = Math.floor((INPUT_SIZE - size) / stride) + 1;
  const map = <T>(value: (place: number) => T): T[][] =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: rows }, (_, column) => value(row * rows + column)),
    );
  return {
    probe: 'occlude',
    options: { fill, fit: 'cover', rule },
    image: image.name,
    picture: fakePicture(INPUT_SIZE, INPUT_SIZE, 1),
    fill: [128, 128, 128],
    grid: { rows, cols: rows, size, stride },
    classIndex,
    probability: map(wave),
    label: map((place) => (wave(place) > 0.5 ? classIndex : classIndex + 1)),
    activity: map((place) => 40 * wave(place + 2)),
    layer,
    channel,
    clean: { probability: 0.9, label: classIndex, activity: 41 },
    classes: { [classIndex]: 'dog face', [classIndex + 1]: 'fox' },
    macs: { executed: 600, tight: 500, naive: 1000 },
    unit: entry(layer, image.name, 0),
    others: others.slice(0, 3).map(({ name }, i) => entry(layer, name, i + 1)),
  };
}

function attribute({ probe, images, ...asked }: RequestOf<'attribute'>): Body<'attribute'> {
  const { method, classIndex = 0, ...said } = readOptions(EXPERIMENTS[probe].options, asked);
  const { steps = 50, fill = '0,0,0', layer = 'conv5' } = said;
  const map = [0, 1, 2].map((row) => [0, 1, 2].map((column) => wave(3 * row + column) / 10));
  const sums = { sum: 0.7, difference: 0.69, baseline: 0.02, fill: [0, 0, 0] as Colour };
  const own = method === 'grad-cam' ? { layer } : { steps, fill };
  return {
    probe: 'attribute',
    options: { method, ...own, fit: 'cover' },
    images: images.map(({ name }, i) => ({
      ...{ image: name, classIndex, label: 'dog face', probability: 0.71 },
      picture: fakePicture(INPUT_SIZE, INPUT_SIZE, i),
      heat: { picture: fakePicture(INPUT_SIZE, INPUT_SIZE, i + 1), scale: 0.05 },
      ...{ grid: { rows: 3, cols: 3 }, map },
      ...(method === 'grad-cam' ? {} : { completeness: sums }),
    })),
  };
}

function invariance({ probe, images, ...asked }: RequestOf<'invariance'>): Body<'invariance'> {
  const { transform, fill, ...said } = readOptions(EXPERIMENTS[probe].options, asked);
  const { from = -20, to = 20, step = 4, classIndex = 0 } = said;
  const layers = namesOf(said.layers);
  const count = Math.floor((to - from) / step) + 1;
  const values = Array.from({ length: count }, (_, i) => from + i * step);
  const byLayer = <T>(value: (i: number) => T): Record<string, T> =>
    Object.fromEntries(layers.map((layer, i) => [layer, value(i)]));
  return {
    probe: 'invariance',
    options: { transform, from, to, step, layers, fill, fit: 'cover' },
    images: images.map(({ name }, image) => ({
      image: name,
      picture: fakePicture(INPUT_SIZE, INPUT_SIZE, image),
      fill: [120, 130, 140],
      values,
      distance: byLayer((i) => values.map((value) => Math.abs(value) / (i + 2))),
      probability: values.map((value) => 1 / (1 + Math.abs(value) / 10)),
      classIndex,
      label: 'dog face',
      score: byLayer((i) => 0.3 + i / 10),
    })),
    score: byLayer((i) => 0.3 + i / 10),
  };
}

function evolution({
  probe,
  images,
  checkpoints,
  ...asked
}: RequestOf<'evolution'>): Body<'evolution'> {
  const { layers, ...told } = readOptions(EXPERIMENTS[probe].options, asked);
  return {
    probe: 'evolution',
    options: { ...told, fit: 'cover' },
    checkpoints: checkpoints.map(({ name }) => ({ name, fingerprint: FINGERPRINT })),
    maps: namesOf(layers).flatMap((layer) =>
      [0, 1].map((channel) => ({
        layer,
        channel,
        cells: checkpoints.map((_, i) => ({
          ...entry(layer, images[i % images.length]!.name, i),
          imageChanged: i > 0 && images.length > 1,
          similarity: i ? wave(i) : null,
          featureChanged: i > 0 && wave(i) < told.changed,
        })),
      })),
    ),
  };
}

function correspond({
  probe,
  images,
  landmarks,
  ...asked
}: RequestOf<'correspond'>): Body<'correspond'> {
  const { size = 14, draws, seed, fill, ...said } = readOptions(EXPERIMENTS[probe].options, asked);
  const layers = namesOf(said.layers);
  const parts = new Set(Object.values(landmarks).flatMap((marks) => Object.keys(marks)));
  const pairs = Math.max(1, (images.length * (images.length - 1)) / 2);
  const spread = (i: number) => {
    const mean = 0.2 + 0.3 * wave(i);
    return { mean, sd: 0.02, interval: [mean - 0.02, mean + 0.02] as [number, number], pairs };
  };
  return {
    probe: 'correspond',
    options: { layers, size, draws, seed, fill, fit: 'cover', landmarks: 'landmarks' },
    skippedParts: [],
    parts: Object.fromEntries(
      [...parts, 'random', 'random shared'].map((part, p) => [
        part,
        Object.fromEntries(
          layers.map((layer, l) => [layer, { all: spread(p + l), active: spread(p + l + 1) }]),
        ),
      ]),
    ),
  };
}

function diagnose(
  { probe, images, ...asked }: RequestOf<'diagnose'>,
  name: string,
): Body<'diagnose'> {
  const { layers, ...limits } = readOptions(EXPERIMENTS[probe].options, asked);
  const looked = namesOf(layers).map(
    (layer): ResultsOf<'diagnose'>['networks'][0]['layers'][0] => ({
      layer,
      filters: findLayer(layer).channels,
      channels: 3,
      size: [5, 5],
      stride: [1, 1],
      rms: Array.from({ length: findLayer(layer).channels }, (_, i) => 0.1 + wave(i)),
      median: 0.6,
      dominant: [],
      dominated: [1],
      dead: images?.length ? [2] : null,
      duplicates: [[0, 4, 0.97]],
      spectrum: { low: 0.5, mid: 0.3, high: 0.2 },
      aliasing: null,
      drawn: {
        picture: fakePicture(5, 5 * findLayer(layer).channels, 2),
        height: 5,
        width: 5,
        shown: 'in the colours that they read',
      },
    }),
  );
  return {
    probe: 'diagnose',
    options: { ...limits, fit: 'cover' },
    networks: [{ name, fingerprint: FINGERPRINT, layers: looked }],
  };
}
