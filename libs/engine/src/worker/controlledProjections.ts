import {
  forward,
  project,
  type ActiveUnit,
  type ForwardRecord,
  type Projection,
} from '@deconv/core';
import { toInput, type Model } from '@deconv/models';
import { randomWeights, replacements, shuffledSwitches } from '@deconv/probes';
import type { ControlName, Picture, RuleName } from '../contract.js';

/** The command's default. */
const SEED = 0;

/** A projection by a network of which something was replaced. */
interface Replaced {
  projection: Projection;
  /** What, where a control does it step by step. */
  replaced?: string;
}

/**
 * Projects a unit with something of the network replaced. The signal at the unit stays its own activation, so that both
 * projections are in the same units; 1 where it is not active.
 */
export async function* controlledProjections(
  {
    held: { model },
    record,
    seen,
  }: { held: { model: Model }; record: ForwardRecord; seen: Picture },
  unit: ActiveUnit,
  control: ControlName,
  rule: RuleName,
): AsyncGenerator<Replaced> {
  const options = { rule, signal: unit.activation > 0 ? unit.activation : 1 };
  const projected = async (other: ForwardRecord): Promise<Projection> => {
    const [projection] = await project(other, [unit], options).finally(() => other.dispose());
    return projection!;
  };
  if (control === 'shuffled-switches') {
    yield { projection: await projected(await shuffledSwitches(record, SEED)) };
    return;
  }
  const { network, preprocess } = model;
  const x = toInput(seen, preprocess);
  try {
    for (const { replaced, nodes } of replacements(network, unit.layer, control)) {
      const random = randomWeights(network, nodes, SEED);
      const found = projected(forward(random.network, x));
      const projection = await found.finally(random.dispose);
      yield { projection, ...(control === 'cascade' && { replaced }) };
    }
  } finally {
    x.dispose();
  }
}
