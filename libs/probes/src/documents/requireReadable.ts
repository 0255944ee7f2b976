import type { RuleName } from '@deconv/core';
import {
  answerProblem,
  inputProblem,
  layerProblem,
  outputProblem,
  type Answer,
  type Model,
} from '@deconv/models';

/** @throws Error that says why no photo can become the network's input */
export function requirePhotos(model: Model): void {
  const problem = inputProblem(model);
  if (problem !== undefined) throw new Error(`the network cannot look at photos: ${problem}`);
}

/** @throws Error that says what keeps the model's output from being computed: layers, or a choice among outputs */
export function requireOutput(model: Model): void {
  requireNone(outputProblem(model));
}

/**
 * What the model answers with to photos, a number for each class.
 * @throws Error that says what keeps it from answering, or that it answers with a map
 */
export function requireAnswer(model: Model): Answer {
  requireNone(answerProblem(model));
  return model.answer!;
}

function requireNone(problem: string | undefined): void {
  if (problem !== undefined)
    throw new Error(`the model's answer cannot be computed: ${problem}; inspect lists all layers`);
}

/**
 * @param rule by which it is to be projected; none where it is only looked at on the way up
 * @throws Error for a layer that cannot be projected, and why; RangeError for a name that is no layer
 */
export function requireProjectable(model: Model, name: string, rule?: RuleName): void {
  requireLayer(model, name, (report) => layerProblem(model, report, rule));
}

/** The same of a layer whose weights alone are looked at. */
export function requireRead(model: Model, name: string): void {
  requireLayer(model, name, ({ problem }) => problem);
}

function requireLayer(
  { network, layers }: Model,
  name: string,
  problemOf: (layer: Model['layers'][number]) => string | undefined,
): void {
  const report = layers.find((layer) => layer.name === name);
  const problem = report && problemOf(report);
  if (problem !== undefined)
    throw new Error(`layer "${name}" (${report!.kind}) cannot be projected: ${problem}`);
  network.indexOf(name);
}
