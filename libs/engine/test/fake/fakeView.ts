import type {
  Box,
  LayerSummary,
  Picture,
  RuleName,
  UnitAddress,
  UnitView,
} from '../../src/contract.js';
import { INPUT_SIZE } from './fakeLayers.js';

const FULL_FIELD = { size: INPUT_SIZE, stride: 1, offset: 0 };

/** The unit that is the strongest but `rank` of its layer, for no reason. */
export function fakeUnit(summary: LayerSummary, rank: number): UnitAddress {
  return {
    layer: summary.name,
    channel: (rank * 37 + 11) % summary.channels,
    at: [(rank * 5 + 2) % summary.height, (rank * 3 + 1) % summary.width],
  };
}

/** The unit whose receptive field is centred nearest to a pixel. */
export function fakeUnitAt(summary: LayerSummary, pixel: readonly [number, number]): UnitAddress {
  const { size, stride, offset } = summary.receptiveField ?? FULL_FIELD;
  const along = (at: number, count: number): number =>
    Math.max(0, Math.min(count - 1, Math.round((at - offset - (size - 1) / 2) / stride)));
  const at: [number, number] = [along(pixel[0], summary.height), along(pixel[1], summary.width)];
  return { layer: summary.name, channel: (at[0] * 7 + at[1] * 3) % summary.channels, at };
}

export function fakeView(
  seen: Picture,
  summary: LayerSummary,
  unit: UnitAddress,
  rule: RuleName,
  activation: number,
): UnitView {
  const receptiveField = fieldOf(summary, unit.at);
  const projection = fakeProjection(seen, receptiveField, rule);
  return { ...unit, activation, rule, receptiveField, projection };
}

/** In pixels of the seen picture, clipped to it. */
export function fieldOf(summary: LayerSummary, at: readonly [number, number]): Box {
  const { size, stride, offset } = summary.receptiveField ?? FULL_FIELD;
  const [top, left] = at.map((position) => position * stride + offset) as [number, number];
  const [first, before] = [Math.max(0, top), Math.max(0, left)];
  const height = Math.min(INPUT_SIZE, top + size) - first;
  return {
    top: first,
    left: before,
    height,
    width: Math.min(INPUT_SIZE, left + size) - before,
  };
}

/** The photo's own brightness, high-passed a little and faded towards the field's edge, stands in for a projection. */
function fakeProjection(
  seen: Picture,
  { top, left, height, width }: Box,
  rule: RuleName,
): Float32Array<ArrayBuffer> {
  const gain = { deconvnet: 0.01, gradient: 0.004, guided: 0.007 }[rule];
  return Float32Array.from({ length: height * width * 3 }, (_, index) => {
    const row = Math.floor(index / 3 / width);
    const column = Math.floor(index / 3) % width;
    const here = ((top + row) * seen.width + left + column) * 4 + (index % 3);
    const slope =
      (seen.data[here] ?? 0) - (seen.data[here - 4 * seen.width] ?? seen.data[here] ?? 0);
    const reach = Math.hypot(row / height - 0.5, column / width - 0.5);
    return gain * slope * Math.exp(-8 * reach * reach);
  });
}
