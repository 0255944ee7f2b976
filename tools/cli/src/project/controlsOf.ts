import type { ActiveUnit, RuleName } from '@deconv/core';
import { table } from '@deconv/experiments';
import { toInput, type Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { controlled } from '@deconv/probes';
import type { ControlName } from '@deconv/results';
import { wholeProjection } from '../summarize.js';
import type { DrawnControl } from './picture.js';

/** The same unit's projections by networks that lack something. @throws the signal's reason when it is aborted */
export async function controlsOf(
  { network, preprocess }: Model,
  pixels: Pixels,
  unit: ActiveUnit,
  control: ControlName,
  options: { rule: RuleName; seed: number; signal: AbortSignal },
): Promise<DrawnControl[]> {
  const x = toInput(pixels, preprocess);
  const found: DrawnControl[] = [];
  const side: [number, number] = [pixels.height, pixels.width];
  try {
    const all = controlled(network, x, unit, control, options);
    for await (const { replaced, projection, similarity } of all) {
      const whole = wholeProjection(projection, side, preprocess.channelOrder);
      found.push({ replaced, similarity, whole });
    }
    return found;
  } finally {
    x.dispose();
  }
}

/** Lines of a summary on controls. */
export function controlLines(controls: readonly DrawnControl[]): string[] {
  if (!controls.length) return [];
  const said = (value: number | null): string => value?.toFixed(3) ?? '–';
  const rows = controls.map(({ replaced, similarity }) => [
    replaced,
    said(similarity.signed),
    said(similarity.magnitude),
  ]);
  const head = ['random or shuffled', 'rank correlation', 'of magnitudes'];
  return [
    table(head, rows),
    '(with the projection above; what stays alike does not come from what was replaced)',
  ];
}
