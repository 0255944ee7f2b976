interface InputConfig {
  batch_input_shape?: unknown;
  batch_shape?: unknown;
}

/** Height of the images that a model's configuration says at its start; undefined where it says none there. */
export function sideOf(topology: object): number | undefined {
  const { config } = topology as { config?: { layers?: { config?: InputConfig }[] } | null };
  const first = Array.isArray(config?.layers) ? config.layers[0]?.config : undefined;
  const shape = first?.batch_input_shape ?? first?.batch_shape;
  const side: unknown = Array.isArray(shape) && shape.length === 4 ? shape[1] : undefined;
  return typeof side === 'number' ? side : undefined;
}
