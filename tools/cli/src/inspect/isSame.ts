import type { Preprocess } from '@deconv/models';

/** Whether two ways make the same pixels, but for rounding. */
export function isSame(a: Preprocess, b: Preprocess): boolean {
  const all = ({ meanSubtract, scale }: Preprocess): number[] => [
    ...meanSubtract,
    ...(typeof scale === 'number' ? [scale, scale, scale] : scale),
  ];
  const [others, ours] = [all(b), all(a)];
  const near = ours.every(
    (value, i) => Math.abs(value - others[i]!) <= 0.002 * Math.abs(value) + 1e-9,
  );
  return near && a.channelOrder === b.channelOrder;
}
