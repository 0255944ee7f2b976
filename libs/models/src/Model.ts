import type { Network } from '@deconv/core';
import type { InputSize } from '@deconv/pictures';
import type { Answer, AskedAnswer } from './answer/Answer.js';
import type { FetchOptions } from './fetchFile.js';
import type { LayerReport } from './LayerReport.js';
import type { Preprocess } from './preprocess.js';

/** A network with what a user needs to know about it. */
export interface Model {
  network: Network;
  preprocess: Preprocess;
  /** What says so: the name of a file, or `its first layers`; undefined where nothing does, and pixels stay as they are. */
  preprocessSource: string | undefined;
  /** Names of all its outputs; none of a model that was cut. */
  outputs: readonly string[];
  /** What it answers with. Undefined where that cannot be computed, or is one of several outputs and nobody said which. */
  answer: Answer | undefined;
  /** Class names, of a `binary` answer both; empty where the folder says none. */
  labels: string[];
  /** Every layer of the model, also those that the network lacks because they cannot be projected. */
  layers: LayerReport[];
  /** Kinds of layers that can be read from files of its format. */
  kinds: readonly string[];
  /** What its user should know of how it was read: `goes without labels.json: …`. */
  notes: readonly string[];
  dispose: () => void;
}

/** How a model is loaded. */
export interface LoadOptions extends Omit<FetchOptions, 'onBytes'>, AskedAnswer {
  onProgress?: (fraction: number, message: string) => void;
  /** Take a model of which some layers cannot be projected; otherwise it is an error. */
  partial?: boolean;
  /** Of images, for a model that leaves it open; goes before what preprocess.json says. */
  inputSize?: InputSize;
  /** Name of the model.json, where it is another. */
  modelFile?: string;
}
