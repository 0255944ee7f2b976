import type { ControlName, RuleName, UnitView } from '@deconv/engine';
import { formatNumber } from '../grid/formatNumber.js';
import { rankCorrelation } from '../chart/rankCorrelation.js';

/** What a control replaces. */
export const CONTROLS: readonly { value: ControlName | ''; label: string }[] = [
  { value: '', label: 'the network as it is' },
  { value: 'random-weights', label: 'random weights' },
  { value: 'shuffled-switches', label: 'shuffled switches' },
];

/** What was replaced, and what follows from what stays alike. */
export function controlInWords(control: ControlName | undefined, layer: string): string {
  switch (control) {
    case undefined:
      return `One unit, three ways down. The rules differ only in which signals they let pass. Each picture has a scale of its own: compare shapes, not strengths.`;
    case 'random-weights':
      return `Below: the weights of ${layer} and of every layer under it are random. What still looks alike comes from the photo and its switches, not from what the network has learned.`;
    case 'shuffled-switches':
      return `Below: every switch points to some place of its window, not to where the largest value stood. What falls apart had its place from the switches.`;
  }
}

const likenesses = new WeakMap<UnitView, number>();

/** How alike two projections of one unit are, from the order of their values: 1 is the same. */
function likeness(controlled: UnitView, plain: UnitView): number {
  const known =
    likenesses.get(controlled) ?? rankCorrelation(controlled.projection, plain.projection);
  likenesses.set(controlled, known);
  return known;
}

/** The same in words; nothing to compare where nothing came down, as with random weights that leave the unit inactive. */
export function likenessInWords(controlled: UnitView, plain: UnitView): string {
  const alike = likeness(controlled, plain);
  return Number.isNaN(alike) ? 'zero everywhere' : `rank correlation ${formatNumber(alike)}`;
}

/** The rules, and which signals each lets pass. */
export const RULES: readonly { rule: RuleName; keeps: string }[] = [
  { rule: 'deconvnet', keeps: 'keeps what is positive on the way down' },
  { rule: 'guided', keeps: 'keeps what is positive both ways' },
  { rule: 'gradient', keeps: 'keeps what was positive on the way up' },
];
