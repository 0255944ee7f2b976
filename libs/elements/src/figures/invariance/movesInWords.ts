import type { InvarianceResults } from '@deconv/results';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { formatNumber } from '../../words/formatNumber.js';

export type Transform = InvarianceResults['options']['transform'];

/** How an axis of values is called. */
export const AXIS: Readonly<Record<Transform, string>> = {
  'translate-y': 'pixels down',
  'translate-x': 'pixels to the right',
  scale: 'times as large',
  rotate: 'degrees clockwise',
};

/** What is asked of the reader. */
export const ACTION: Readonly<Record<Transform, string>> = {
  'translate-y': 'Move the image up and down',
  'translate-x': 'Move the image left and right',
  scale: 'Scale the image',
  rotate: 'Turn the image',
};

/** By how much an image is moved: `30 degrees clockwise`. */
export function moveInWords(transform: Transform, value: number): string {
  return `${formatNumber(value)} ${AXIS[transform]}`;
}

/** Number of the value that leaves an image as it is, or moves it least. */
export function unmoved(transform: Transform, values: readonly number[]): number {
  const moved = values.map((value) => Math.abs(value - (transform === 'scale' ? 1 : 0)));
  return Math.max(0, moved.indexOf(rangeOf([moved])[0]));
}

/** All there are, as a reader chooses from them. */
export const TRANSFORMS: readonly { value: Transform; label: string }[] = [
  { value: 'rotate', label: 'turned' },
  { value: 'scale', label: 'scaled' },
  { value: 'translate-x', label: 'left and right' },
  { value: 'translate-y', label: 'up and down' },
];
