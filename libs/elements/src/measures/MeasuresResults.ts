import type { AblateResults, LayersResults, TransferResults } from '@deconv/results';

/** What `<deconv-measures>` draws. */
export type MeasuresResults = TransferResults | LayersResults | AblateResults;

export const MEASURES = ['transfer', 'layers', 'ablate'] as const;
