import type {
  Box,
  Engine,
  FeatureMaps,
  LayerSummary,
  Picture,
  RuleName,
  StepView,
  UnitAddress,
  UnitView,
} from '@deconv/engine';

const SIDE = 32;

/** Map side, channels, and the receptive field's size, stride and offset of each layer. */
const LAYERS: LayerSummary[] = [
  layer('conv1', 'Conv2D', 16, 4, 3, 2),
  layer('pool1', 'MaxPooling2D', 8, 4, 5, 4),
  layer('conv2', 'Conv2D', 8, 6, 11, 4),
  layer('conv3', 'Conv2D', 8, 6, 19, 4),
];

/** Answers for as long as it is not held, and knows what it was asked. */
export interface UnitEngine extends Engine {
  /** What `strongestAt` was asked, in order. */
  questions: { pixel: [number, number]; layers: string[]; rule: RuleName }[];
  seeds: (number | undefined)[];
  projected: object[];
  /** Questions under way at once, at most. */
  most: number;
  /** Answers wait while this is set; `resume` lets those under way go. */
  held: boolean;
  resume: () => void;
  /** What the next call of this name rejects with. */
  failures: Partial<Record<keyof Engine, Error>>;
  open: Set<number>;
  /** Where something is replaced, projections are the same everywhere. */
  constant: boolean;
}

/** An engine of made-up, repeatable units: channel and activation of a unit tell where it stands. */
export function unitEngine(): UnitEngine {
  const waiting: (() => void)[] = [];
  let under = 0;
  let last = 0;
  const answer = async <T>(call: keyof Engine, value: T): Promise<T> => {
    engine.most = Math.max(engine.most, ++under);
    if (engine.held) await new Promise<void>((go) => waiting.push(go));
    await new Promise((go) => setTimeout(go));
    under--;
    const failure = engine.failures[call];
    if (failure) throw failure;
    return value;
  };
  const engine: UnitEngine = {
    ...{
      questions: [],
      seeds: [],
      projected: [],
      most: 0,
      held: false,
      failures: {},
      constant: false,
    },
    open: new Set(),
    resume: () => waiting.splice(0).forEach((go) => go()),
    async loadModel(_, { random, onProgress } = {}) {
      engine.seeds.push(random);
      onProgress?.(0.5, 'weights');
      const id = engine.seeds.length;
      return answer('loadModel', {
        ...{ id, name: 'tiny', fingerprint: 'ef'.repeat(32), classes: 3 },
        ...{ backend: 'fake', backendReason: 'made up', inputSize: SIDE, layers: LAYERS },
      });
    },
    async openPhoto() {
      const id = ++last;
      const predictions = [{ index: 0, label: 'fox', probability: 0.8 }];
      const photo = await answer('openPhoto', { id, seen: seen(), predictions, seconds: 0.01 });
      engine.open.add(id);
      return photo;
    },
    strongest: (_, name, count, rule) => {
      const { channels } = layerOf(name);
      const number = Math.min(count, channels);
      const units = Array.from({ length: number }, (__, rank) =>
        unitView({ layer: name, channel: (rank * 2 + 1) % channels, at: [rank, 2] }, rule),
      );
      return answer('strongest', units);
    },
    strongestAt: (_, pixel, layers, rule) => {
      engine.questions.push({ pixel, layers: [...layers], rule });
      const active = layers.filter((name) => name !== 'conv3' || pixel[0] < SIDE - 4);
      return answer(
        'strongestAt',
        active.map((name) => unitView(unitAt(name, pixel), rule)),
      );
    },
    project: (_, units, { rule, control }) => {
      engine.projected.push({ units: [...units], rule, control });
      const noise = engine.constant ? 0 : 7;
      const views = units.map((unit) => unitView(unit, rule, control ? noise : 1));
      if (control !== 'cascade') return answer('project', views);
      const steps = (view: UnitView) =>
        [view.layer, 'down to conv1'].map((replaced) => ({ ...view, replaced }));
      return answer('project', views.flatMap(steps));
    },
    featureMaps: (_, name) => answer('featureMaps', featureMaps(layerOf(name))),
    descend: (_, unit) => answer('descend', steps(unit)),
    learn: () => Promise.reject(new Error('not asked here')),
    run: () => Promise.reject(new Error('not asked here')),
    release: (photo) => {
      engine.open.delete(photo);
      return Promise.resolve();
    },
    close: () => undefined,
  };
  return engine;
}

function layer(
  name: string,
  kind: string,
  map: number,
  channels: number,
  ...[size, stride]: [size: number, stride: number]
): LayerSummary {
  const receptiveField = { size, stride, offset: (stride - size) >> 1 };
  return { name, kind, height: map, width: map, channels, receptiveField };
}

function layerOf(name: string): LayerSummary {
  const found = LAYERS.find((each) => each.name === name);
  if (!found) throw new Error(`no layer ${name} in the tiny network`);
  return found;
}

function unitAt(name: string, [row, column]: [number, number]): UnitAddress {
  const { receptiveField, channels } = layerOf(name);
  const { stride } = receptiveField!;
  const at: [number, number] = [Math.floor(row / stride), Math.floor(column / stride)];
  return { layer: name, channel: (at[0] + at[1]) % channels, at };
}

function unitView(unit: UnitAddress, rule: RuleName, noise = 1): UnitView {
  const { size, stride, offset } = layerOf(unit.layer).receptiveField!;
  const [top, left] = unit.at.map((at) => Math.max(0, at * stride + offset)) as [number, number];
  const [bottom, right] = unit.at.map((at) => Math.min(SIDE, at * stride + offset + size)) as [
    number,
    number,
  ];
  const receptiveField: Box = { top, left, height: bottom - top, width: right - left };
  const count = receptiveField.height * receptiveField.width * 3;
  const projection = Float32Array.from({ length: count }, (_, i) => Math.sin(i * noise) / 4);
  return { ...unit, activation: 1 + unit.at[0] / 100, rule, receptiveField, projection };
}

/** Map 0 is silent; each other, of number n, has n + 1 at row n and column n, and half of it to its right. */
function featureMaps({ name, height, width, channels }: LayerSummary): FeatureMaps {
  const values = new Float32Array(channels * height * width);
  for (let n = 1; n < channels; n++) values.set([n + 1, (n + 1) / 2], (n * height + n) * width + n);
  return { layer: name, height, width, channels, values };
}

const axis = (size: number, stride: number, before: number) => ({
  ...{ size, stride, before, dilation: 1 },
});

/** By tap; the others are 0. */
const WEIGHTS: Partial<Record<number, number>> = { 10: 1 / 3, 16: -1 / 6 };

/** From a unit of conv2 down: two places of one map, sent to their switches, rectified and filtered. */
function steps({ layer, channel, at: [row, column] }: UnitAddress): StepView[] {
  const box = (top: number, left: number, side: number): Box => ({
    ...{ top, left, height: side, width: side },
  });
  return [
    {
      ...{ step: 'unit', layer, box: box(row, column, 1), channels: 6 },
      maps: [{ channel, values: Float32Array.of(1.5) }],
      active: { before: 6, after: 1 },
    },
    {
      ...{ step: 'filter', layer, box: box(0, 0, 2), channels: 4 },
      maps: [{ channel: 3, values: Float32Array.of(0.5, 0, 0, -0.25) }],
      // At row 0, column 2 the unit of 1.5 looked at rows and columns 0 to 4, as far as they are there.
      window: { rows: axis(5, 1, 2), columns: axis(5, 1, 2) },
      filters: [
        {
          ...{ from: channel, to: 3 },
          weights: Float32Array.from({ length: 25 }, (_, tap) => WEIGHTS[tap] ?? 0),
        },
      ],
      active: { before: 1, after: 8 },
    },
    {
      ...{ step: 'unpool', layer: 'pool1', box: box(0, 0, 4), channels: 4 },
      maps: [
        {
          channel: 3,
          values: Float32Array.of(0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.25, 0),
        },
      ],
      switches: [
        {
          channel: 3,
          at: [
            [0, 1],
            [3, 2],
          ],
        },
      ],
      window: { rows: axis(3, 2, 1), columns: axis(3, 2, 1) },
      recorded: [
        {
          channel: 3,
          values: Float32Array.of(1, 4, 2, 0, 3, 0.5, 1, 0, 0, 2, 5, 1, 0, 1, 6, 2),
        },
      ],
      active: { before: 8, after: 8 },
    },
    {
      ...{ step: 'rectify', layer: 'conv1', box: box(0, 0, 4), channels: 4 },
      maps: [
        { channel: 3, values: Float32Array.of(0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
      ],
      active: { before: 8, after: 5 },
    },
    {
      ...{ step: 'pixels', layer: 'input', box: box(0, 0, 6), channels: 3 },
      maps: [0, 1, 2].map((colour) => ({
        channel: colour,
        values: Float32Array.from({ length: 36 }, (_, i) => Math.sin(i + colour) / 3),
      })),
      active: { before: 5, after: 90 },
    },
  ];
}

function seen(): Picture {
  const data = Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 7) % 251,
  );
  return { width: SIDE, height: SIDE, data };
}
