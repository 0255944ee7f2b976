import type { ActiveUnit, Projection, RuleName } from '@deconv/core';
import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { inputSizeOf, type Pixels } from '@deconv/pictures';
import { describeSteps, writeResults, type DescentResults, type SignalStep } from '@deconv/results';
import { join } from 'node:path';
import { documentHeader } from '../documentHeader.js';
import { pngOf } from '../pngOf.js';
import { wholeFolder } from '../wholeFolder.js';
import { writeWhole } from '../writeWhole.js';
import { stepsPicture } from './stepsPicture.js';

export interface Descended {
  args: { model: string; image: string };
  model: Model;
  backend: string;
  rule: RuleName;
  fit: Fit;
  /** The image as the network sees it. */
  pixels: Pixels;
  unit: ActiveUnit;
  projection: Projection;
  steps: readonly SignalStep[];
}

/** Writes a unit's way down: `results.json`, the image as the network sees it, and the steps as a picture. */
export function writeSteps(folder: string, descended: Descended): Promise<void> {
  const { pixels, steps } = descended;
  return wholeFolder(folder, async (part) => {
    const text = writeResults(documentOf(descended));
    await writeWhole([
      { path: join(part, 'image.png'), bytes: await pngOf(pixels) },
      { path: join(part, 'steps.png'), bytes: await stepsPicture(steps) },
      { path: join(part, 'results.json'), bytes: Buffer.from(text) },
    ]);
  });
}

function documentOf({ args, model, backend, ...found }: Descended): DescentResults {
  const { rule, fit, pixels, unit, projection, steps } = found;
  const known = { source: args.model, model, backend, given: [args.image], images: 1 };
  const { layer, channel, at, activation } = unit;
  return {
    ...documentHeader(known),
    probe: 'descent',
    options: { rule, fit },
    picture: 'image.png',
    inputSize: inputSizeOf(pixels),
    unit: {
      ...{ layer, channel, image: args.image, at, activation },
      receptiveField: projection.box,
    },
    steps: describeSteps(steps),
  };
}
