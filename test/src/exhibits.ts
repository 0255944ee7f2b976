const SAMPLES = 'sites/gallery/public/samples';
const LEDGER = 'docs/reproduction';

/** Elements that draw a document, and a document for each, by its path in the repository. */
export const EXHIBITS = [
  ['deconv-grid', `${SAMPLES}/top.json`],
  ['deconv-occlusion', `${SAMPLES}/occlude.json`],
  ['deconv-attribution', `${SAMPLES}/attribute.json`],
  ['deconv-invariance', `${SAMPLES}/invariance.json`],
  ['deconv-evolution', `${SAMPLES}/evolution.json`],
  ['deconv-correspondence', `${SAMPLES}/correspond.json`],
  ['deconv-filters', `${SAMPLES}/diagnose.json`],
  ['deconv-stepper', `${SAMPLES}/descent.json`],
  ['deconv-measures', `${LEDGER}/layers-zfnet-photo.json`],
] as const;
