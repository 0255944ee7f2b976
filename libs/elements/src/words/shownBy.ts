/** The element that shows what a probe wrote. */
export const SHOWN_BY: ReadonlyMap<unknown, string> = new Map([
  ['top', 'deconv-grid'],
  ['occlude', 'deconv-occlusion'],
  ['attribute', 'deconv-attribution'],
  ['invariance', 'deconv-invariance'],
  ['evolution', 'deconv-evolution'],
  ['correspond', 'deconv-correspondence'],
  ['diagnose', 'deconv-filters'],
  ['descent', 'deconv-stepper'],
  ['lens', 'deconv-lens'],
  ['transfer', 'deconv-measures'],
  ['layers', 'deconv-measures'],
  ['ablate', 'deconv-measures'],
]);
