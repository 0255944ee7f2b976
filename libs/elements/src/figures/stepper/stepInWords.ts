import type { RuleName, StepView } from '@deconv/engine';
import { largestMagnitude } from '@deconv/pictures';
import { formatNumber } from '../../words/formatNumber.js';

/** A step's name, short enough for a list. */
export function stepName({ step, layer }: StepView): string {
  switch (step) {
    case 'unit':
      return `unit of ${layer}`;
    case 'unpool':
      return `unpool ${layer}`;
    case 'rectify':
      return `rectify ${layer}`;
    case 'filter':
      return `filter ${layer}`;
    case 'pass':
      return `pass ${layer}`;
    case 'pixels':
      return 'pixels';
  }
}

/** What a step does, and what it does to this signal, in plain words. */
export function stepInWords(step: StepView, rule: RuleName): string {
  return `${deed(step, rule)} ${countInWords(step)}`;
}

function deed({ step, layer, channels, active }: StepView, rule: RuleName): string {
  switch (step) {
    case 'unit':
      return `Everything of ${layer} is set to zero but this one activation.`;
    case 'unpool':
      return `${layer} had kept the largest value of each window and noted where it stood: its switch. Each signal goes back to its switch; everywhere else is zero.`;
    case 'rectify':
      return `${RECTIFIED[rule]} ${cutInWords(active)}`;
    case 'filter':
      return `The filters of ${layer}, run backwards: each signal is spread over the window that its unit had looked at, into the ${channels} ${channels === 1 ? 'map' : 'maps'} below, and what overlaps adds up.`;
    case 'pass':
      return `${layer} hands the signal on.`;
    case 'pixels':
      return 'The pixels are reached. What arrived is not rectified: brighter than grey pushed the unit up where the photo is bright, darker where it is dark.';
  }
}

/** The same in every layer, by the rule. */
const RECTIFIED: Readonly<Record<RuleName, string>> = {
  deconvnet: 'Deconvnet’s rule: what is negative on the way down is cut off.',
  gradient: 'The gradient’s rule: a signal is cut off where the way up was not positive.',
  guided: 'Guided: a signal is cut off where it, or the way up, is not positive.',
};

function cutInWords({ before, after }: StepView['active']): string {
  if (before === after) return 'Nothing was cut.';
  return `${before - after} of ${before} signals were cut.`;
}

function countInWords({ step, box, channels, active, maps }: StepView): string {
  const { height, width } = box;
  const all = height * width * channels;
  if (step === 'pixels') return `The signal covers ${height} × ${width} pixels.`;
  const share = `${active.after} of ${all} positions carry a signal (${channels} maps of ${height} × ${width}).`;
  const [first] = maps;
  if (step === 'unit') return `Map ${first?.channel}, at row ${box.top}, column ${box.left}.`;
  if (!first) return 'No signal is left.';
  return `${share} Strongest: map ${first.channel}, up to ±${formatNumber(largestMagnitude(first.values))}.`;
}
