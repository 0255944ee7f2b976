import type { MapShape } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';

/**
 * The same values in our raster order under another shape.
 * @param order for each value of the output the raster index of the input's value that it is, if that is another order
 */
export function onnxReshape(
  graph: OnnxGraph,
  map: string,
  { height, width, channels }: MapShape,
  order?: Int32Array,
): string {
  const x = graph.channelsLast(map);
  const values = order
    ? graph.add(
        'Gather',
        [graph.add('Reshape', [x, graph.integers([0, -1])]), graph.integers(order)],
        { axis: { int: 1 } },
      )
    : x;
  const shape = graph.integers([0, height, width, channels]);
  return graph.fromChannelsLast(graph.add('Reshape', [values, shape]));
}
