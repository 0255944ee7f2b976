/**
 * What the computing side of a page offers, as typed arrays in and out: no tensors, no DOM nodes. Elements know
 * only this file; the worker implements it, and tests put a fake in its place.
 */
import type { AskedOf, ExperimentName } from '@deconv/experiments';
import type { Box, InputSize, Picture, RuleName } from '@deconv/pictures';
import type { AnswerField, ControlName, Prediction, Results } from '@deconv/results';

export type { ControlName, Prediction };

export type { Box, Picture, RuleName };

/** What can compute: the graphics processor, the processor's vector unit, or plain JavaScript. */
export type BackendName = 'webgl' | 'wasm' | 'cpu';

export interface LayerSummary {
  /** The name a user gives: `conv3`. */
  name: string;
  /** Field's term for what it computes: `Conv2D`. */
  kind: string;
  /** Map extent and number of channels. */
  height: number;
  width: number;
  channels: number;
  /**
   * Receptive field in input pixels: the unit in row r sees the rows from `r·stride + offset`, `size` of them, before
   * clipping, and columns likewise. Null where no single square field holds for all units.
   */
  receptiveField: { size: number; stride: number; offset: number } | null;
}

export interface ModelSummary {
  /** Handle for later calls. The same address gives the same network, loaded once. */
  id: number;
  name: string;
  /** SHA-256 of graph, weights and preprocessing, hexadecimal: what documents of results call the network's fingerprint. */
  fingerprint: string;
  /** The tfjs backend that computes: reported, never silently replaced. */
  backend: string;
  /** Why that one, in words to follow its name: `on the graphics processor`. */
  backendReason: string;
  /** Side of the square the network sees, or height and width, in pixels. */
  inputSize: InputSize;
  /** Layers whose units can be projected, first to last. */
  layers: LayerSummary[];
  classes: number;
  /** What its answer is, as documents say it; absent for probabilities that the network itself ends in. */
  answer?: AnswerField;
  /** What its user should know of how it was read: `goes without labels.json: …`. */
  notes?: readonly string[];
}

export interface PhotoSummary {
  /** Handle for later calls; `release` frees what it stands for. */
  id: number;
  /** The photo as the network sees it: cropped to the shape of `inputSize`. */
  seen: Picture;
  /** Most probable first; of numbers that are none of classes the first ones. Empty where the answer is a map. */
  predictions: Prediction[];
  /** Seconds the forward pass took. */
  seconds: number;
}

/** One unit's activation, traced down to the pixels that caused it. */
export interface UnitView {
  layer: string;
  channel: number;
  /** Row and column in the layer's map. */
  at: [row: number, column: number];
  activation: number;
  rule: RuleName;
  /** Of the control `cascade`, whose weights are random: `conv5`, `down to conv1`. */
  replaced?: string;
  /** The unit's receptive field in the seen picture, clipped to it. */
  receptiveField: Box;
  /** Projection to the pixels of the receptive field: [height, width, 3], RGB, signed, in the preprocessed pixels' units. */
  projection: Float32Array<ArrayBuffer>;
}

/** Where a unit stands. */
export interface UnitAddress {
  layer: string;
  channel: number;
  /** Row and column in the layer's map. */
  at: [row: number, column: number];
}

export interface ProjectOptions {
  rule: RuleName;
  /** What is replaced, to see how much of a projection is the network's. */
  control?: ControlName;
}

/** How positions of one map had looked at another, along one axis. */
interface AxisReading {
  size: number;
  stride: number;
  dilation: number;
  before: number;
}

/** One step of a signal's way down from a unit to the pixels (Zeiler & Fergus 2013, Figure 1). */
export interface StepView {
  /** What is done: `unit` is the start, where all but one activation is zero. */
  step: 'unit' | 'unpool' | 'rectify' | 'filter' | 'pass' | 'pixels';
  /** The layer whose input the signal has reached. */
  layer: string;
  /** Part of the layer's map in which the signal can be other than zero. */
  box: Box;
  channels: number;
  /** Channels with the most signal, strongest first, at most eight: number and values, row by row, of the box. */
  maps: { channel: number; values: Float32Array<ArrayBuffer> }[];
  /** For `unpool`: of each of these maps, the places (row, column in the box) that switches sent a signal to. */
  switches?: { channel: number; at: [row: number, column: number][] }[];
  /**
   * For `unpool` and `filter`, what of this map each position of the map before had looked at: position `p` at
   * `p·stride − before + t·dilation`, for `t` from 0 to `size` − 1. Absent where branches meet, and for filters of other
   * kinds: there no value can be followed up.
   */
  window?: { rows: AxisReading; columns: AxisReading };
  /**
   * What stood there on the way up, in each of these maps, row by row of the box. For `unpool`, what the pooling read; for
   * `rectify`, what the rectifier gave, where the rule asks for it.
   */
  recorded?: { channel: number; values: Float32Array<ArrayBuffer> }[];
  /**
   * For `filter`, between the maps shown of the step before (`from`) and those of this one (`to`): weights by tap, row by row
   * of the window. Pairs that do not hang together, of filters in groups, are left out.
   */
  filters?: { from: number; to: number; weights: Float32Array<ArrayBuffer> }[];
  /** Positions of all channels in the box with a signal, before and after the step. */
  active: { before: number; after: number };
}

/** All feature maps of one layer, behind the layer's own activation function. */
export interface FeatureMaps {
  layer: string;
  height: number;
  width: number;
  channels: number;
  /** Activations: [channels, height, width], so that each map is a piece of its own. */
  values: Float32Array<ArrayBuffer>;
}

/** A picture with the name that results give it. */
export interface NamedPicture {
  name: string;
  picture: Picture;
}

/** What experiments look at that do not look at photos alone, one after the other. */
interface LookedOtherwise {
  occlude: { image: NamedPicture; others?: NamedPicture[] };
  evolution: { images: NamedPicture[]; checkpoints: { name: string; url: string }[] };
  correspond: {
    images: NamedPicture[];
    landmarks: Record<string, Record<string, [x: number, y: number]>>;
  };
  diagnose: { images?: NamedPicture[] };
}

/** What an experiment looks at. */
type Looked<E extends ExperimentName> = E extends keyof LookedOtherwise
  ? LookedOtherwise[E]
  : { images: NamedPicture[] };

/**
 * An experiment to run: the options of the command of that name (see `docs/results.md`), with pictures in place of
 * files. What is left out is chosen as the command does.
 */
export type ProbeRequest = {
  [E in ExperimentName]: { probe: E } & Looked<E> & AskedOf<E>;
}[ExperimentName];

/** Photos of few classes, to be learned from the features of one layer. */
export interface Lesson {
  layer: string;
  /** How many classes there are; each has a photo. */
  classes: number;
  /** Each with the number of its class, 0 … classes − 1; another rejects with a RangeError's message. */
  photos: (NamedPicture & { label: number })[];
  /** Photos to be answered, which are not learned from. */
  asked: NamedPicture[];
}

/** What a classifier says of a photo, and why. */
export interface LearnedPhoto {
  /** The photo as the network sees it. */
  seen: Picture;
  /**
   * By class, 0–1. Of a photo that was learned from, by a classifier that learned all others; null where it is the only
   * one of its class.
   */
  probabilities: number[] | null;
  /**
   * [classes, rows, columns]: how much each place speaks for each class, in nats of its score, by the classifier that
   * learned all photos. Over classes it adds up to 0.
   */
  evidence: Float32Array<ArrayBuffer>;
}

/** A softmax classifier on frozen features (Zeiler & Fergus 2013, Section 4.2). */
export interface Learned {
  layer: string;
  /** Places that evidence is told of, and how many features they hold together. */
  rows: number;
  columns: number;
  features: number;
  /** What each place sees of the picture, row by row. */
  fields: Box[];
  /** Middle of what each row of places sees, and each column, in pixels of the picture; of the whole field, not clipped to it. */
  centres: { rows: number[]; columns: number[] };
  /** By class: its score where all places are silent, less the mean. */
  offsets: number[];
  photos: LearnedPhoto[];
  asked: LearnedPhoto[];
  /** Factor on half the squared weights. */
  strength: number;
  /** Of the network. */
  fingerprint: string;
  seconds: number;
}

/** The document of a probe. Its pictures are `data:` URLs, so that it stands alone. */
export type ResultsOf<P extends Results['probe']> = Extract<Results, { probe: P }>;

/** Progress of a long call, 0–1, and what is being done. */
export type OnProgress = (fraction: number, message: string) => void;

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /**
   * Asked whenever the engine is free: the waiting call with the smallest number goes next. Elements answer with their
   * distance to the viewport in pixels; 0 (the default) is what the reader looks at.
   */
  priority?: () => number;
}

export interface ProbeOptions<P extends Results['probe']> extends CallOptions {
  /** Gets what is there so far, coarse to fine, of probes that come in parts (`occlude`). Maps hold NaN where nothing is yet. */
  onPart?: (part: ResultsOf<P>) => void;
}

/**
 * What stopped an engine: the browser took the graphics context away; memory ran out; a map or a filter is larger than the
 * graphics processor takes; the worker did not start, or died.
 */
export type FailureReason = 'context-lost' | 'out-of-memory' | 'texture-too-large' | 'stopped';

/** What calls reject with then; its `name` is `EngineFailure`. */
export interface EngineFailure extends Error {
  name: 'EngineFailure';
  reason: FailureReason;
}

/**
 * Rejects with a readable message; with the signal's reason on abort; with an `EngineFailure` where what it held is gone
 * (lost graphics context, out of memory): loading the model again starts over.
 */
export interface Engine {
  /**
   * Loads the model folder at `url` (a `model.json` or the folder that holds it), once, whoever asks.
   * @param options `random`: a seed, for the same network with random weights
   */
  loadModel(url: string, options?: CallOptions & { random?: number }): Promise<ModelSummary>;
  /** Runs one forward pass and keeps its record. The picture may have any size; it is cropped and resized like the network's training images. */
  openPhoto(model: number, picture: Picture, options?: CallOptions): Promise<PhotoSummary>;
  /** The `count` channels of `layer` that respond most to the photo, each at its strongest position, projected. Strongest first. */
  strongest(
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
    options?: CallOptions,
  ): Promise<UnitView[]>;
  /**
   * For each of `layers`, the strongest unit of the position whose receptive field is centred nearest to a pixel of the
   * seen picture, projected. Layers in which nothing is active there are left out.
   */
  strongestAt(
    photo: number,
    pixel: [row: number, column: number],
    layers: readonly string[],
    rule: RuleName,
    options?: CallOptions,
  ): Promise<UnitView[]>;
  /** Projects given units. With the control `cascade` each has a view for every layer that becomes random, one after the other. */
  project(
    photo: number,
    units: readonly UnitAddress[],
    options: ProjectOptions & CallOptions,
  ): Promise<UnitView[]>;
  /** What a layer makes of the photo: all of its feature maps. */
  featureMaps(photo: number, layer: string, options?: CallOptions): Promise<FeatureMaps>;
  /** One unit's way down, step by step, from the unit to the pixels. */
  descend(
    photo: number,
    unit: UnitAddress,
    rule: RuleName,
    options?: CallOptions,
  ): Promise<StepView[]>;
  /**
   * Runs an experiment, with the numbers that the command of its name gives. (Only `macs` of `occlude` differ on the backend
   * webgl, where the square slides by whole passes.)
   */
  run<P extends Results['probe']>(
    model: number,
    request: Extract<ProbeRequest, { probe: P }>,
    options?: ProbeOptions<P>,
  ): Promise<ResultsOf<P>>;
  /**
   * Learns classes from the features of few photos, and answers others. A photo is looked at once, however often it is
   * learned from.
   */
  learn(model: number, lesson: Lesson, options?: CallOptions): Promise<Learned>;
  /** Frees a photo's record. */
  release(photo: number): Promise<void>;
  /** Ends the engine and frees everything. Calls under way reject. */
  close(): void;
}
