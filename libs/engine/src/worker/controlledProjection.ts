import {
  forward,
  project,
  type ActiveUnit,
  type ForwardRecord,
  type Projection,
} from '@deconv/core';
import { toInput, type Model } from '@deconv/models';
import { randomWeights, shuffledSwitches, weightedBelow } from '@deconv/probes';
import type { ControlName, Picture, RuleName } from '../contract.js';

/** The command's default. */
const SEED = 0;

/**
 * Projects a unit with something of the network replaced. The signal at the unit stays its own activation, so that both
 * projections are in the same units; 1 where it is not active.
 */
export async function controlledProjection(
  {
    held: { model },
    record,
    seen,
  }: { held: { model: Model }; record: ForwardRecord; seen: Picture },
  unit: ActiveUnit,
  control: ControlName,
  rule: RuleName,
): Promise<Projection> {
  const options = { rule, signal: unit.activation > 0 ? unit.activation : 1 };
  if (control === 'shuffled-switches') {
    const other = await shuffledSwitches(record, SEED);
    const [projection] = await project(other, [unit], options).finally(() => other.dispose());
    return projection!;
  }
  const { network, preprocess } = model;
  const weighted = weightedBelow(network, network.indexOf(unit.layer));
  const random = randomWeights(network, new Set(weighted), SEED);
  const x = toInput(seen, preprocess);
  try {
    const other = forward(random.network, x);
    const [projection] = await project(other, [unit], options).finally(() => other.dispose());
    return projection!;
  } finally {
    x.dispose();
    random.dispose();
  }
}
