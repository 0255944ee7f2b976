import type { RuleName } from '@deconv/core';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import { asSeen, recordOf, type Model } from '@deconv/models';
import {
  drawUnit,
  networkUpTo,
  projectWinners,
  strongestInImage,
  type ActivePosition,
  type Winner,
} from '@deconv/probes';
import { drawIn } from '../experiment/drawIn.js';
import { stemOf, type DrawnUnits } from './TopRun.js';

/** What does not change from image to image. */
export interface TopSettings {
  layers: { layer: string; channels: number[] }[];
  rule: RuleName;
  fit: Fit;
  /** Where pictures are written. */
  folder: string;
}

/** What is done with one image, on any thread. */
export interface TopWork {
  /**
   * Where each map is strongest, layer by layer; or why the image cannot be read.
   * @param image its path
   */
  look(image: string): Promise<{ found: ActivePosition[][] } | { reason: string }>;
  /** Projects units of an image and writes their pictures. @returns what was drawn, by `stemOf` */
  draw(image: string, winners: readonly Winner[]): Promise<DrawnUnits>;
}

/** Does the work of `top`, one forward pass an image, on the backend of the thread that calls. */
export function topWork(whole: Model, { layers, rule, fit, folder }: TopSettings): TopWork {
  const names = layers.map(({ layer }) => layer);
  const model = { ...whole, network: networkUpTo(whole.network, names) };
  const drawing = { model, draw: drawIn(folder) };
  const { preprocess } = model;
  const decode = async (image: string) =>
    asSeen(await decodeImage(image, { size: preprocess.inputSize, fit }), preprocess);
  return {
    async look(image) {
      const pixels = await decode(image).catch((error: unknown) => error as Error);
      if (pixels instanceof Error) return { reason: pixels.message };
      return { found: await strongestInImage(model, pixels, layers) };
    },
    async draw(image, winners) {
      const pixels = await decode(image);
      const record = await recordOf(model, pixels);
      const drawn: DrawnUnits = {};
      try {
        for await (const { winner, projection } of projectWinners(record, winners, { rule })) {
          const { entry, layer, channel, rank } = winner;
          const path = [layer, String(channel), String(rank)];
          const unit = { ...entry, image };
          const told = await drawUnit(unit, { pixels, projection }, path, drawing);
          drawn[stemOf(winner)] = { scale: told.scale, receptiveField: told.receptiveField };
        }
        return drawn;
      } finally {
        record.dispose();
      }
    },
  };
}
