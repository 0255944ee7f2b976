import { requireUnit, type ForwardRecord } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import { descend } from '@deconv/probes';
import type { RuleName, StepView, UnitAddress } from '../contract.js';
import { activationAt } from './activationAt.js';

/** The way of one unit's signal down to the pixels, step by step. */
export async function stepsDown(
  record: ForwardRecord,
  unit: UnitAddress,
  rule: RuleName,
  { channelOrder }: Preprocess,
): Promise<StepView[]> {
  requireUnit(record.network, unit);
  const activation = await activationAt(record, unit);
  return descend(record, { ...unit, activation }, { rule, channelOrder });
}
