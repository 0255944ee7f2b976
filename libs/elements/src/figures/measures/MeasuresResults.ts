import { ablateFormat, layersFormat, transferFormat, type ResultsIn } from '@deconv/results';

/** Of what `<deconv-measures>` draws. */
export const MEASURES = [transferFormat, layersFormat, ablateFormat] as const;

export type MeasuresFormat = (typeof MEASURES)[number];
export type MeasuresResults = ResultsIn<MeasuresFormat>;
