import type { Results } from '@deconv/results';

/** The element that shows what a probe wrote. */
export const SHOWN_BY: Readonly<Record<Results['probe'], string>> = {
  top: 'deconv-grid',
  occlude: 'deconv-occlusion',
  invariance: 'deconv-invariance',
  evolution: 'deconv-evolution',
  correspond: 'deconv-correspondence',
  diagnose: 'deconv-filters',
};
