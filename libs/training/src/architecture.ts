/** One step of a network, as data. Convolutions and dense layers but the last are followed by a ReLU. */
export type LayerSpec =
  | { kind: 'conv'; name: string; filters: number; size: number; stride: number; padding: Padding }
  | { kind: 'pool'; name: string; size: number; stride: number }
  | { kind: 'dense'; name: string; units: number }
  /** The last dense layer and the softmax over its units. */
  | { kind: 'classes'; name: string; units: number };

/** `same` keeps ⌈length / stride⌉ positions, `valid` reads only whole windows. */
export type Padding = 'same' | 'valid';

/** A network that reads square RGB pictures and gives a probability for each class. */
export interface Architecture {
  name: string;
  /** Side of the picture in pixels. */
  inputSize: number;
  layers: LayerSpec[];
}
