import {
  answerProblem,
  inputProblem,
  layerProblem,
  outputProblem,
  type Model,
} from '@deconv/models';

/** What can be done with a model: each command by its name, with the reason why it cannot, or null. */
export type Experiments = Readonly<Record<string, string | null>>;

/** What a model is, what goes in, what comes out, and what can be done with it. */
export function aboutOf(model: Model) {
  const { network, answer, outputs, labels } = model;
  const problem = inputProblem(model) ?? null;
  return {
    input: { ...network.input, problem },
    answer: answer
      ? {
          ...{ name: answer.name, kind: answer.kind, from: answer.from },
          added: answer.added ?? null,
          numbers: answer.numbers,
          named: labels.length > 0,
        }
      : { problem: outputProblem(model)! },
    outputs,
    experiments: experimentsOf(model),
  };
}

/** Commands by what they need of a model. */
const NEEDS = {
  answer: ['classify', 'occlude', 'attribute', 'invariance'],
  layer: ['project', 'top', 'evolution', 'correspond', 'lens', 'transfer', 'layers'],
  filters: ['diagnose'],
} as const;

function experimentsOf(model: Model): Experiments {
  const any = model.layers.some((layer) => layerProblem(model, layer) === undefined);
  const problems = {
    answer: answerProblem(model),
    layer: inputProblem(model) ?? (any ? undefined : 'no layer of it can be projected'),
    filters: model.network.nodes.some(({ op }) => op.weights.filter)
      ? undefined
      : 'it has no convolution',
  };
  return Object.fromEntries(
    Object.entries(NEEDS).flatMap(([need, names]) =>
      names.map((name) => [name, problems[need as keyof typeof NEEDS] ?? null]),
    ),
  );
}
