/** Where a layer's input comes from: layer, which use of it, which of its outputs, options of the call. */
export type Source = [layer: string, use: number, output: number, options?: object];

/** A layer, or a whole model, as Keras 2 and tfjs write it to JSON. */
export interface KerasLayer {
  class_name: string;
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

export const nameOf = ({ name, config }: KerasLayer): string => name ?? config.name ?? '';

/** All layers inside a model, those of nested models too, with the models themselves. */
export const innerLayers = (model: KerasLayer): KerasLayer[] =>
  (model.config.layers ?? []).flatMap((layer) => [layer, ...innerLayers(layer)]);
