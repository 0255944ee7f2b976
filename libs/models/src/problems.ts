import { RULE_NAMES, ruleProblem, type RuleName } from '@deconv/core';
import { requireWhole } from './fromLayersModel.js';
import type { LayerReport } from './LayerReport.js';
import type { Model } from './Model.js';

// What can be done with a model, and why not: whoever tells it and whoever does it ask here.

/** Why no photo can become the network's input, as part of a sentence; undefined where one can. */
export function inputProblem({ network }: Pick<Model, 'network'>): string | undefined {
  const { channels } = network.input;
  if (channels !== 1 && channels !== 3)
    return `it reads images of ${channels} channels; photos have three colours, or one brightness: export a network that reads 1 or 3`;
  return undefined;
}

/**
 * Why a layer's units cannot be projected; undefined where they can.
 * @param rule by which; any of them unless said
 */
export function layerProblem(
  model: Pick<Model, 'network'>,
  { name, problem }: Pick<LayerReport, 'name' | 'problem'>,
  rule: RuleName = 'gradient',
): string | undefined {
  return problem ?? inputProblem(model) ?? ruleProblem(model.network, name, rule);
}

/** The rules by which a layer's units can be projected. */
export const rulesOf = (
  model: Pick<Model, 'network'>,
  layer: Pick<LayerReport, 'name' | 'problem'>,
): RuleName[] => RULE_NAMES.filter((rule) => layerProblem(model, layer, rule) === undefined);

/** Why the model's output cannot be computed; undefined where it can. */
export function outputProblem(
  model: Pick<Model, 'network' | 'layers' | 'outputs' | 'answer'>,
): string | undefined {
  if (model.answer) return undefined;
  try {
    requireWhole(model);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none of its outputs is chosen';
}

/** Why experiments cannot watch what it answers to photos: it needs a number for each class. Undefined where they can. */
export function answerProblem(
  model: Pick<Model, 'network' | 'layers' | 'outputs' | 'answer'>,
): string | undefined {
  const problem = outputProblem(model) ?? inputProblem(model);
  if (problem !== undefined) return problem;
  const { height, width } = model.network.nodes[model.network.answer!]!.op.shape;
  if (height * width === 1) return undefined;
  return `it answers with a map of ${height}×${width} positions; expected one number a class`;
}
