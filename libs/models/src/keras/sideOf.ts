interface Said {
  batch_input_shape?: unknown;
  batch_shape?: unknown;
}

/** Height of the images that a model's configuration says at its start; undefined where it says none there. */
export function sideOf(topology: object): number | undefined {
  const { config } = topology as { config?: { layers?: { config?: Said }[] } | null };
  const said = Array.isArray(config?.layers) ? config.layers[0]?.config : undefined;
  const shape = said?.batch_input_shape ?? said?.batch_shape;
  const side: unknown = Array.isArray(shape) && shape.length === 4 ? shape[1] : undefined;
  return typeof side === 'number' ? side : undefined;
}
