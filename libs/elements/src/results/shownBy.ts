import type { Results } from '@deconv/results';

/** The element that shows what a probe wrote; some are shown by none. */
export const SHOWN_BY: Readonly<Partial<Record<Results['probe'], string>>> = {
  top: 'deconv-grid',
  occlude: 'deconv-occlusion',
  invariance: 'deconv-invariance',
  evolution: 'deconv-evolution',
  correspond: 'deconv-correspondence',
  diagnose: 'deconv-filters',
  descent: 'deconv-stepper',
  transfer: 'deconv-measures',
  layers: 'deconv-measures',
  ablate: 'deconv-measures',
};
