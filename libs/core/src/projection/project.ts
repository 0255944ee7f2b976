import { receptiveBoxes, wholeBox, type Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ForwardRecord } from '../net/forward.js';
import type { NetworkNode } from '../net/Network.js';
import { MOST_PIECES, oneUnitOnGraphics } from '../graphics/cutKernels.js';
import { onGraphics } from '../graphics/runKernel.js';
import { planBoxes, type BoxPlan } from './boxes.js';
import { ruleProblem } from './ruleProblem.js';
import { cut, type Corner } from '../ops/cut.js';
import { RULES, type RuleName } from '../ops/rule.js';
import { requireUnit, type Unit } from './unit.js';

export interface ProjectionOptions {
  /** How signals are rectified on the way down. */
  rule?: RuleName;
  /** The signal that starts at each unit: its own activation, as in the paper, unless a number is given. With 1 the rule `gradient` gives ∂activation/∂pixels. */
  signal?: number;
  /** Compute whole maps instead of the units' receptive fields: the same numbers, slower; for checks. */
  wholeMaps?: boolean;
  /** Gets each step of the way down. Its tensors live until the function returns: `tf.keep` a clone of what is needed longer. */
  onStep?: (step: ProjectionStep) => void;
}

/** A signal passing one node on its way down, to one of the node's inputs. */
export interface ProjectionStep {
  /** Index of the node that the signal passes, and of the one whose map it reaches. */
  node: number;
  input: number;
  /** [units, h, w, channels], one box each: the signal on the node's map, all that arrived there. */
  arrived: Tensor4D;
  arrivedAt: readonly Box[];
  /** [units, h, w, channels], one box each: what comes of it on the input's map. */
  passed: Tensor4D;
  passedTo: readonly Box[];
  /** For max pooling: the switches it went by, [units, h, w, channels] of `arrivedAt`, as `maxPool` records them. */
  switches?: Tensor4D;
}

export interface Projection {
  unit: Unit;
  /** The unit's receptive field in the input image, clipped to it. */
  box: Box;
  /** [box.height, box.width, channels], in the units of the preprocessed pixels. Zero everywhere outside the box. */
  pixels: Float32Array;
}

/**
 * Projects units of one layer down to the pixels (Zeiler & Fergus, Section 2.1): everything but the unit is set to
 * zero, then unpooling by the recorded switches, rectification and transposed filters, down to the input. Pixels are
 * not rectified. Where branches meet, their signals add first.
 * @throws RangeError for a layer or unit that is not there, and for a rule that has no way down through what lies between
 */
export async function project(
  record: ForwardRecord,
  units: readonly Unit[],
  options: ProjectionOptions = {},
): Promise<Projection[]> {
  if (units.length === 0) return [];
  const { pixels, boxes } = projectToTensor(record, units, options);
  const index = record.network.indexOf(units[0]!.layer);
  const exact = units.map(({ at }) => receptiveBoxes(record.network.nodes, index, at)[0]!);
  const [, height, width, channels] = pixels.shape;
  const values = await pixels.data<'float32'>().finally(() => pixels.dispose());
  const count = height * width * channels;
  return units.map((unit, i) => {
    const box = exact[i]!;
    const there = values.subarray(i * count, (i + 1) * count);
    return { unit, box, pixels: cropped(there, boxes[i]!, box, channels) };
  });
}

/**
 * The same as a tensor that the caller disposes.
 * @returns pixels [units, h, w, channels], each unit's lying at its box; boxes hold the receptive fields
 */
export function projectToTensor(
  record: ForwardRecord,
  units: readonly Unit[],
  options: ProjectionOptions = {},
): { pixels: Tensor4D; boxes: Box[] } {
  const { network } = record;
  const layer = units[0]!.layer;
  for (const unit of units) {
    requireUnit(network, unit);
    if (unit.layer !== layer)
      throw new RangeError(`units of "${layer}" and "${unit.layer}" cannot share a batch`);
  }
  const problem = ruleProblem(network, layer, options.rule ?? 'deconvnet');
  if (problem !== undefined) throw new RangeError(problem);
  const index = network.indexOf(layer);
  const plan = options.wholeMaps
    ? network.nodes.slice(0, index + 1).map(({ extent }) => units.map(() => wholeBox(extent)))
    : planBoxes(network, index, units, onGraphics() && !options.onStep);
  const pixels = tf.tidy(() => passDown(record, units, plan, index, options));
  return { pixels, boxes: plan[0]! };
}

/**
 * Part of a box's pixels.
 * @param pixels [from.height, from.width, channels]
 * @param to lies inside of `from`
 */
function cropped(pixels: Float32Array, from: Box, to: Box, channels: number): Float32Array {
  const [top, left] = [to.top - from.top, to.left - from.left];
  const made = new Float32Array(to.height * to.width * channels);
  for (let row = 0; row < to.height; row++) {
    const start = ((top + row) * from.width + left) * channels;
    made.set(pixels.subarray(start, start + to.width * channels), row * to.width * channels);
  }
  return made;
}

/** Where a whole map begins. */
const START: Corner = { top: 0, left: 0 };

/** Walks the nodes from the units' layer to the input, adding up what arrives at each. */
function passDown(
  record: ForwardRecord,
  units: readonly Unit[],
  plan: BoxPlan,
  top: number,
  { rule = 'deconvnet', signal, onStep }: ProjectionOptions,
): Tensor4D {
  const { nodes } = record.network;
  const signals: (Tensor4D | undefined)[] = [];
  signals[top] = seed(record.valueAt(top), units, plan[top]!, signal);
  for (let i = top; i > 0; i--) {
    const [arrived, boxes] = [signals[i], plan[i]];
    if (!arrived || !boxes) continue;
    const node = nodes[i]!;
    const recorded = (map: Tensor4D): Tensor4D => cut(imagesOf(map, units), [START], boxes);
    const read = (map: Tensor4D) => (node.op.whole ? everywhere(map, units) : recorded(map));
    let switches: Tensor4D | undefined;
    const down = node.op.down(arrived, {
      rule: RULES[rule],
      boxes,
      output: () => recorded(record.valueAt(i)),
      input: (index = 0) => read(record.valueAt(node.inputs[index]!)),
      switches: () => (switches = recorded(record.switchesAt(i))),
    });
    const corners = node.op.whole ? [START] : boxes.map((box) => cornerOf(node, box));
    node.inputs.forEach((input, k) => {
      const passedTo = plan[input]!;
      const piece = cut(down[k]!, corners, passedTo);
      onStep?.({
        ...{ node: i, input, arrived, arrivedAt: boxes, passed: piece, passedTo },
        ...(switches && { switches }),
      });
      const there = signals[input];
      signals[input] = there ? tf.add(there, piece) : piece;
    });
    signals[i] = undefined;
  }
  return signals[0] ?? tf.zeros<tf.Rank.R4>([units.length, 1, 1, record.network.input.channels]);
}

/** The units' signals at the top, everything else of the layer zero: [units, h, w, channels]. */
function seed(
  map: Tensor4D,
  units: readonly Unit[],
  boxes: readonly Box[],
  signal: number | undefined,
): Tensor4D {
  if (onGraphics() && units.length <= MOST_PIECES) return seedThere(map, units, boxes, signal);
  const channels = map.shape[3];
  const places = units.map(({ at: [top, left] }) => ({ top, left, height: 1, width: 1 }));
  const values = signal ?? cut(imagesOf(map, units), [{ top: 0, left: 0 }], places);
  // Compared rather than `tf.oneHot`, whose wasm kernel writes integer bits even where floats are asked for.
  const wanted = tf.tensor4d(
    units.map(({ channel }) => channel),
    [units.length, 1, 1, 1],
    'int32',
  );
  const chosen = tf.cast(tf.equal(wanted, tf.range(0, channels, 1, 'int32')), 'float32');
  return cut(tf.mul<Tensor4D>(chosen, values), places, boxes);
}

/** The same in one program. */
function seedThere(
  map: Tensor4D,
  units: readonly Unit[],
  boxes: readonly Box[],
  signal: number | undefined,
): Tensor4D {
  const one = map.shape[0] === 1;
  const pieces = boxes.map((box, i) => ({ ...box, image: one ? 0 : (units[i]!.image ?? 0) }));
  const kept = units.map(({ at: [row, column], channel }) => ({ row, column, channel }));
  return oneUnitOnGraphics(map, pieces, kept, boxes[0]!, signal);
}

/** All of a map, unit by unit. */
function everywhere(map: Tensor4D, units: readonly Unit[]): Tensor4D {
  const [, height, width] = map.shape;
  const whole = wholeBox({ height, width });
  return cut(
    imagesOf(map, units),
    [whole],
    units.map(() => whole),
  );
}

/** Image by image what the units look at: the map itself where all look at one. */
function imagesOf(map: Tensor4D, units: readonly Unit[]): Tensor4D {
  if (map.shape[0] === 1) return map;
  return tf.concat(units.map(({ image = 0 }) => tf.slice(map, image, 1)));
}

/** Where the windows of a box begin in the map below. */
function cornerOf({ window: { rows, columns } }: NetworkNode, box: Box): Corner {
  return {
    top: box.top * rows.stride - rows.before,
    left: box.left * columns.stride - columns.before,
  };
}
