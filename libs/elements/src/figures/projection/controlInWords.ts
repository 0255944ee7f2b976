import type { ControlName, RuleName, UnitView } from '@deconv/engine';
import { rankCorrelation } from '@deconv/pictures';
import { formatNumber } from '../../words/formatNumber.js';

/** What a control replaces. */
export const CONTROLS: readonly { value: ControlName | ''; label: string }[] = [
  { value: '', label: 'the network as it is' },
  { value: 'random-weights', label: 'random weights' },
  { value: 'cascade', label: 'random weights, layer by layer' },
  { value: 'shuffled-switches', label: 'shuffled switches' },
];

/** What was replaced, and what follows from what stays alike. */
export function controlInWords(control: ControlName | undefined, layer: string): string {
  switch (control) {
    case undefined:
      return `One unit, three ways down. The rules differ only in which signals they let pass. Each picture has a scale of its own: compare shapes, not strengths.`;
    case 'random-weights':
      return `In the second row the weights of ${layer} and of every layer under it are random. What still looks alike comes from the photo and its switches, not from what the network has learned.`;
    case 'cascade':
      return `From the second row on the weights of ${layer} are random, then those of the next layer under it too, and so on down. What still looks alike in the last row comes from the photo and its switches.`;
    case 'shuffled-switches':
      return `In the second row every switch points to some place of its window, not to where the largest value stood. What falls apart had its place from the switches.`;
  }
}

const likenesses = new WeakMap<UnitView, string>();

/**
 * How alike two projections of one unit are, from the order of their values: 1 is the same. Nothing can be compared where
 * nothing came down, as with random weights that leave the unit inactive.
 */
export function likenessInWords(controlled: UnitView, plain: UnitView): string {
  const known = likenesses.get(controlled) ?? inWords(controlled, plain);
  likenesses.set(controlled, known);
  return known;
}

function inWords(controlled: UnitView, plain: UnitView): string {
  const found = rankCorrelation(controlled.projection, plain.projection);
  return found === null ? 'zero everywhere' : `rank correlation ${formatNumber(found)}`;
}

/** The rules, and which signals each lets pass. */
export const RULES: readonly { rule: RuleName; keeps: string }[] = [
  { rule: 'deconvnet', keeps: 'keeps what is positive on the way down' },
  { rule: 'guided', keeps: 'keeps what is positive both ways' },
  { rule: 'gradient', keeps: 'keeps what was positive on the way up' },
];
