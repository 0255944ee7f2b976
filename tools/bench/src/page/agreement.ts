import * as tf from '@tensorflow/tfjs-core';
import { use, type Backend } from './backends.js';
import { strongest } from './lensCase.js';
import type { Side } from './Side.js';

/** How far one backend's numbers are from another's. */
export interface Agreement {
  name: string;
  backend: Backend;
  /** What it is held against. */
  against: Backend;
  /** Largest difference of an activation, as a share of the largest in its layer; each backend's own pass. */
  activations: number;
  /** Switches that differ where both pool the same maps, and how many there are. */
  switches: { differ: number; of: number };
  /** Largest difference of a projected pixel, as a share of the largest, from the same maps and switches. */
  projections: number;
}

/** Holds every side's numbers against the last one's. */
export async function agreements(
  name: string,
  layers: readonly string[],
  sides: readonly Side[],
): Promise<Agreement[]> {
  const against = sides.at(-1)!;
  const found: Agreement[] = [];
  for (const side of sides.slice(0, -1)) {
    await use(side.backend);
    const switches = await differingSwitches(side);
    const activations = await activationError(side, against);
    const projections = await projectionError(layers, side, against);
    const { backend } = side;
    found.push({ name, backend, against: against.backend, activations, switches, projections });
  }
  return found;
}

async function activationError(side: Side, against: Side): Promise<number> {
  let worst = 0;
  for (const [i, { layer }] of side.network.nodes.entries())
    if (layer !== undefined)
      worst = Math.max(
        worst,
        error(await side.record.valueAt(i).data(), await against.record.valueAt(i).data()),
      );
  return worst;
}

async function differingSwitches({ network, given }: Side): Promise<Agreement['switches']> {
  let [differ, of] = [0, 0];
  for (const [i, { op, inputs }] of network.nodes.entries()) {
    if (op.kind !== 'MaxPooling2D') continue;
    const { value, switches } = op.forward([given.valueAt(inputs[0]!)]);
    const [mine, theirs] = [await switches!.data(), await given.switchesAt(i).data()];
    tf.dispose([value, switches!]);
    differ += mine.filter((tap, place) => tap !== theirs[place]).length;
    of += mine.length;
  }
  return { differ, of };
}

async function projectionError(
  layers: readonly string[],
  side: Side,
  against: Side,
): Promise<number> {
  let worst = 0;
  for (const layer of layers) {
    await use(against.backend);
    const expected = await strongest(against.given, layer);
    await use(side.backend);
    worst = Math.max(worst, error(await strongest(side.given, layer), expected));
  }
  return worst;
}

/** Largest difference, as a share of the largest expected magnitude. */
function error(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [difference, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference / largest;
}
