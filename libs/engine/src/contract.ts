/**
 * What the computing side of a page offers, as typed arrays in and out: no tensors, no DOM nodes. Elements know
 * only this file; the worker implements it, and tests put a fake in its place.
 */

/** Pixels, row by row, RGBA 0–255. The same layout as `ImageData`, and transferable. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** A rectangle of whole pixels (or map positions). */
export interface Box {
  top: number;
  left: number;
  height: number;
  width: number;
}

/** How signals are rectified on the way down (see `@deconv/core`). */
export type RuleName = 'deconvnet' | 'gradient' | 'guided';

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
  name: string;
  /** The tfjs backend that computes: reported, never silently replaced. */
  backend: string;
  /** Side of the square the network sees, in pixels. */
  inputSize: number;
  /** Layers whose units can be projected, first to last. */
  layers: LayerSummary[];
  classes: number;
}

export interface Prediction {
  index: number;
  label: string;
  /** 0–1. */
  probability: number;
}

export interface PhotoSummary {
  /** Handle for later calls; `release` frees what it stands for. */
  id: number;
  /** The photo as the network sees it: cropped to a square of `inputSize`. */
  seen: Picture;
  /** Most probable first. */
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
  /** The unit's receptive field in the seen picture, clipped to it. */
  receptiveField: Box;
  /** Projection to the pixels of the receptive field: [height, width, 3], RGB, signed, in the preprocessed pixels' units. */
  projection: Float32Array<ArrayBuffer>;
}

/** Progress of a long task, 0–1, and what is being done. */
export type OnProgress = (fraction: number, message: string) => void;

export interface TaskOptions {
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

export interface Engine {
  /** Loads the model folder at `url` (a `model.json` or the folder that holds it). Rejects with a readable message. */
  loadModel(url: string, options?: TaskOptions): Promise<ModelSummary>;
  /** Runs one forward pass and keeps its record. Needs a loaded model. The picture may have any size; it is cropped and resized like the network's training images. */
  openPhoto(picture: Picture, options?: TaskOptions): Promise<PhotoSummary>;
  /** The `count` channels of `layer` that respond most to the photo, each at its strongest position, projected. Strongest first. */
  strongest(
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
    options?: TaskOptions,
  ): Promise<UnitView[]>;
  /** Frees a photo's record. */
  release(photo: number): Promise<void>;
  /** Ends the engine and frees everything. Calls under way reject. */
  close(): void;
}
