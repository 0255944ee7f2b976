import type { Picture, RuleName, StepView, UnitAddress } from '../../src/contract.js';
import { findLayer, INPUT_SIZE, LAYERS } from './fakeLayers.js';
import { fakeView } from './fakeView.js';

/** Side of the part of a map that each step reaches, and how many steps it takes to the pixels. */
const SIDES = [1, 3, 5, 6];

/** A way down: filter, unpool and rectify from layer to layer, ending with the very numbers of the projection. */
export function fakeSteps(seen: Picture, unit: UnitAddress, rule: RuleName): StepView[] {
  const top = LAYERS.indexOf(findLayer(unit.layer));
  const steps: StepView[] = [stepOf('unit', unit.layer, SIDES[0]!, unit.channel)];
  for (let i = top; i > 0; i--) {
    const below = LAYERS[i - 1]!.name;
    const side = SIDES[Math.min(SIDES.length - 1, top - i + 1)]!;
    for (const step of ['filter', 'unpool', 'rectify'] as const)
      steps.push(stepOf(step, below, side, unit.channel));
  }
  return [...steps, pixels(seen, unit, rule)];
}

function stepOf(step: StepView['step'], layer: string, side: number, seed: number): StepView {
  const { channels } = findLayer(layer);
  const maps = Array.from({ length: step === 'unit' ? 1 : 8 }, (_, rank) => ({
    channel: (seed + rank * 5) % channels,
    values: Float32Array.from({ length: side * side }, (_, i) =>
      i % (rank + 2) && step !== 'unit' ? 0 : (side + i) / (rank + 1),
    ),
  }));
  const after = maps.reduce((sum, { values }) => sum + values.filter(Boolean).length, 0);
  const placesOf = (values: Float32Array): [number, number][] =>
    [...values].flatMap((value, i): [number, number][] =>
      value ? [[Math.floor(i / side), i % side]] : [],
    );
  return {
    step,
    layer,
    box: { top: 0, left: 0, height: side, width: side },
    channels,
    maps,
    ...(step === 'unpool' && {
      switches: maps.map(({ channel, values }) => ({ channel, at: placesOf(values) })),
    }),
    active: { before: step === 'unit' ? 1 : Math.ceil(after / 2), after },
  };
}

function pixels(seen: Picture, unit: UnitAddress, rule: RuleName): StepView {
  const { receptiveField: box, projection } = fakeView(seen, findLayer(unit.layer), unit, rule, 1);
  const maps = [0, 1, 2].map((channel) => ({
    channel,
    values: projection.filter((_, i) => i % 3 === channel),
  }));
  const active = projection.filter(Boolean).length;
  return {
    step: 'pixels',
    layer: `pixels of ${INPUT_SIZE}×${INPUT_SIZE}`,
    box,
    channels: 3,
    maps,
    active: { before: active, after: active },
  };
}
