import type { StepView } from '@deconv/engine';
import type { Pixel } from '../../../parts/place/Pixel.js';

/** One place's number before and after a rectification. */
export interface Rectified {
  kind: 'rectify';
  before: number;
  after: number;
  /** What the rectifier gave on the way up, where the rule asks for it. */
  recorded: number | undefined;
}

/**
 * @param at row and column in the step's box
 * @returns undefined where the map before is not known
 */
export function rectifiedAt(
  step: StepView,
  before: StepView,
  channel: number,
  [row, column]: Pixel,
): Rectified | undefined {
  const place = row * step.box.width + column;
  const [was, is, recorded] = [before.maps, step.maps, step.recorded ?? []].map(
    (maps) => maps.find((map) => map.channel === channel)?.values[place],
  );
  const same = JSON.stringify(before.box) === JSON.stringify(step.box);
  if (!same || was === undefined || is === undefined) return undefined;
  return { kind: 'rectify', before: was, after: is, recorded };
}
