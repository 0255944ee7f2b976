/** Where a layer's input comes from: layer, which use of it, which of its outputs. */
export type Source = [layer: string, use: number, output: number];

/** A layer, or a whole model, as Keras 2 and tfjs write it to JSON. */
export interface KerasLayer {
  class_name: string;
  /** The same as in its configuration. A model that is not inside of another one may have none. */
  name?: string;
  config: KerasConfig;
  /** In a functional model: for each use of the layer, its inputs. */
  inbound_nodes?: Source[][];
}

export type KerasConfig = Record<string, unknown> & {
  name?: string;
  /** Of a model. */
  layers?: KerasLayer[];
  /** Of a functional model; in a sequential one each layer reads the one before. */
  input_layers?: Source[];
  output_layers?: Source[];
};

export const nameOf = ({ name }: KerasLayer): string => name ?? '';

/** All layers inside a model, those of nested models too, with the models themselves. */
export const innerLayers = (model: KerasLayer): KerasLayer[] =>
  (model.config.layers ?? []).flatMap((layer) => [layer, ...innerLayers(layer)]);

/** Where uses of a layer are counted from: tfjs and Keras 2 count making a nested model as its use 0. */
export const firstUse = ({ config }: KerasLayer): number => (config.layers ? 1 : 0);
