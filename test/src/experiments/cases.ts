import type { ProbeRequest, RuleName } from '@deconv/engine';

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** An experiment: how a page asks for it, without its photos, and what the command is told. */
export interface Experiment {
  model: string;
  request: Without<ProbeRequest, 'image' | 'images' | 'others' | 'checkpoints' | 'landmarks'>;
  options: string[];
}

/** Files of 16×16 noise that both sides look at, and pictures of the page at the size of its network. */
export const NOISE = ['a.png', 'b.png', 'c.png'];
export const PHOTOS = ['fox.png', 'owl.png', 'bus.png'];
/** Pictures that classes are learned from, of few of each, and one to be answered. */
export const LEARNED = ['horse-face', 'wolf'].flatMap((name, label) =>
  [1, 2, 3].map((i) => ({ file: `${name}-${i}.png`, label })),
);
export const ASKED = 'horse-face-new.png';
export const LESSON_LAYER = 'conv5';
export const CHECKPOINTS = ['1', '2'];
export const LANDMARKS: Record<string, Record<string, [x: number, y: number]>> = {
  'a.png': { eye: [0.5, 0.4], nose: [0.6, 0.7] },
  'b.png': { eye: [0.4, 0.3], nose: [0.5, 0.8] },
  'c.png': { eye: [0.3, 0.5] },
};

/** Layers of the network with gates; see `writeGated.ts`. */
export const GATED = { swish: 'swish', excited: 'excited', sloped: 'sloped' };
const GATES = Object.values(GATED);

export const EXPERIMENTS: Experiment[] = [
  {
    model: 'tiny',
    request: { probe: 'top', layers: ['conv1', 'conv2'], channels: 'random:5', k: 2, seed: 3 },
    options: ['--layer', 'conv1,conv2', '--channels', 'random:5', '--k', '2', '--seed', '3'],
  },
  {
    model: 'zfnet-emoji',
    request: { probe: 'top', layers: ['conv3'], channels: '0-3', k: 2, rule: 'guided' },
    options: ['--layer', 'conv3', '--channels', '0-3', '--k', '2', '--rule', 'guided'],
  },
  {
    model: 'tiny',
    request: { probe: 'occlude', size: 6, stride: 5, fill: '10,200,30', layer: 'conv2' },
    options: ['--size', '6', '--stride', '5', '--fill', '10,200,30', '--layer', 'conv2'],
  },
  {
    model: 'tiny',
    request: { probe: 'attribute', steps: 5, fill: '10,200,30', classIndex: 1 },
    options: ['--steps', '5', '--fill', '10,200,30', '--class', '1'],
  },
  {
    model: 'tiny',
    request: { probe: 'attribute', method: 'grad-cam', layer: 'conv2' },
    options: ['--method', 'grad-cam', '--layer', 'conv2'],
  },
  {
    model: 'tiny',
    request: {
      probe: 'invariance',
      transform: 'rotate',
      from: 0,
      to: 90,
      step: 30,
      layers: ['conv2'],
    },
    options: ['--transform=rotate', '--from=0', '--to=90', '--step=30', '--layers=conv2'],
  },
  {
    model: 'checkpoints',
    request: { probe: 'evolution', layers: ['conv2'], channels: '0-2' },
    options: ['--layers', 'conv2', '--channels', '0-2'],
  },
  {
    model: 'tiny',
    request: { probe: 'correspond', layers: ['conv1', 'conv2'], draws: 3, size: 5 },
    options: ['--layers', 'conv1,conv2', '--draws', '3', '--size', '5'],
  },
  { model: 'tiny', request: { probe: 'diagnose' }, options: [] },
  ...(['deconvnet', 'gradient'] as const).map((rule): Experiment => ({
    model: 'gated',
    request: { probe: 'top', layers: GATES, channels: '0-5', k: 3, rule },
    options: ['--layer', GATES.join(), '--channels', '0-5', '--k', '3', '--rule', rule],
  })),
  {
    model: 'gated',
    request: { probe: 'invariance', transform: 'translate-x', layers: GATES },
    options: ['--transform=translate-x', '--layers', GATES.join()],
  },
];

/** What a page computes them on. Graphs of operations are also run on wasm. */
export const backendsOf = ({ model }: Experiment): ('webgl' | 'wasm')[] =>
  model === 'gated' ? ['webgl', 'wasm'] : ['webgl'];

/** A unit that `deconv project` traces back. */
export const UNIT = { layer: 'conv3', channel: 5, at: [4, 5] as [number, number] };
export const RULE: RuleName = 'deconvnet';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of what the command wrote; see `setup.ts`. */
    experiments: string;
  }
}
