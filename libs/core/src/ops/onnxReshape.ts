import type { MapShape } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';

const isVector = ({ height, width }: MapShape): boolean => height * width === 1;

/**
 * The same values in our raster order, channels last, under another shape.
 * @param order for each value of the output the raster index of the input's value that it is, if that is another order
 */
export function onnxReshape(
  graph: OnnxGraph,
  x: string,
  from: MapShape,
  to: MapShape,
  order?: Int32Array,
): string {
  const last = isVector(from) ? x : graph.add('Transpose', [x], { perm: { ints: [0, 2, 3, 1] } });
  const row = order
    ? graph.add(
        'Gather',
        [graph.add('Reshape', [last, graph.integers([0, -1])]), graph.integers(order)],
        { axis: { int: 1 } },
      )
    : last;
  if (isVector(to)) return graph.add('Reshape', [row, graph.integers([0, to.channels, 1, 1])]);
  const map = graph.add('Reshape', [row, graph.integers([0, to.height, to.width, to.channels])]);
  return graph.add('Transpose', [map], { perm: { ints: [0, 3, 1, 2] } });
}
