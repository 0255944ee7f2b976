/** A probability or progress in per cent: `83 %`, `0.4 %`, or `…` for NaN. The space is narrow and does not break. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return '…';
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<\u202f0.1\u202f%';
  return `${percent.toFixed(percent < 10 ? 1 : 0)}\u202f%`;
}
