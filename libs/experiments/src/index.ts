export * from './experiments.js';
export { addedInWords, quantityInWords } from './answerInWords.js';
export type { Experiment } from './Experiment.js';
export { runExperiment } from './runExperiment.js';
export { landmarkInCrop } from './correspond/landmarkInCrop.js';
export type { Landmarks } from './correspond/CorrespondPorts.js';
export type { DrawnFilters } from './diagnose/DiagnosePorts.js';
export { inWords, percent, short } from './diagnose/inWords.js';
export type {
  Checkpoint,
  CheckpointPorts,
  DrawingPorts,
  Found,
  Photos,
  Ports,
  Search,
  Stage,
} from './Ports.js';
export type { TopPorts } from './top/TopPorts.js';
export { channelsOf, type ChooseChannels } from './options/channelsOf.js';
export { describeOption } from './options/describeOption.js';
export { fillOf } from './options/fillOf.js';
export { readOptions, type OptionsSchema } from './options/readOptions.js';
export { squareOf, squareSizeOf, type Square } from './options/squareOf.js';
export { UnfitOption, unfit } from './options/UnfitOption.js';
export { noneOf, skippedLines } from './skipped.js';
export { table } from './table.js';
