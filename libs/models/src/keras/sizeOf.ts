import { inputSizeOf, type InputSize } from '@deconv/pictures';

interface InputConfig {
  batch_input_shape?: unknown;
  batch_shape?: unknown;
}

/** Size of the images that a model's configuration says at its start; undefined where it says none there. */
export function sizeOf(topology: object): InputSize | undefined {
  const { config } = topology as { config?: { layers?: { config?: InputConfig }[] } | null };
  const first = Array.isArray(config?.layers) ? config.layers[0]?.config : undefined;
  const shape: unknown = first?.batch_input_shape ?? first?.batch_shape;
  const [, height, width] = Array.isArray(shape) && shape.length === 4 ? (shape as unknown[]) : [];
  return typeof height === 'number' && typeof width === 'number'
    ? inputSizeOf({ height, width })
    : undefined;
}
