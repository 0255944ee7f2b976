import * as v from 'valibot';
import { weightedLayers, type Architecture } from './architecture.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]*$/));

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Krizhevsky et al. 2012, Section 3.3: k = 2, n = 5, α = 1e-4, β = 0.75. */
const lrn = v.strictObject({
  kind: v.literal('lrn'),
  name,
  depthRadius: v.optional(count, 2),
  bias: v.optional(positive, 2),
  alpha: v.optional(positive, 1e-4),
  beta: v.optional(positive, 0.75),
});

const layer = v.variant('kind', [
  v.strictObject({
    kind: v.literal('conv'),
    name,
    filters: count,
    size: count,
    stride: v.optional(count, 1),
    padding: v.optional(v.picklist(['same', 'valid']), 'valid'),
  }),
  v.strictObject({ kind: v.literal('pool'), name, size: count, stride: count }),
  lrn,
  v.strictObject({ kind: v.literal('dense'), name, units: count }),
]);

const schema = v.strictObject({
  name,
  inputSize: v.pipe(v.number(), v.integer(), v.minValue(8)),
  batchNorm: v.optional(v.boolean(), true),
  layers: v.pipe(v.array(layer), v.minLength(1)),
});

/** Name of the last layer, which is made for the classes of the data. */
export const CLASSES_LAYER = 'classes';

/**
 * An architecture as a file states it: `{name, inputSize, batchNorm?, layers}`, the layers without the last one, which
 * follows from the number of classes.
 * @throws Error that names each thing in the file that is not as expected, or the layer whose window does not fit its
 * input.
 */
export function readArchitecture(json: unknown, classes: number): Architecture {
  const result = v.safeParse(schema, json);
  if (!result.success) throw new Error(`not an architecture: ${explain(result.issues)}`);
  const { output } = result;
  const names = [...output.layers.map((l) => l.name), CLASSES_LAYER];
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined)
    throw new Error(
      `not an architecture: two layers are called "${twice}"; give each its own name`,
    );
  const late = output.layers.find(
    (l, i) => l.kind !== 'dense' && output.layers.slice(0, i).some(({ kind }) => kind === 'dense'),
  );
  if (late)
    throw new Error(
      `not an architecture: "${late.name}" follows a dense layer; expected convolutions, poolings and lrn first`,
    );
  const layers: Architecture['layers'] = [
    ...output.layers,
    { kind: 'classes', name: CLASSES_LAYER, units: classes },
  ];
  const architecture = { ...output, layers };
  weightedLayers(architecture);
  return architecture;
}

function explain(issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  return issues
    .map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file';
      return `at ${path} stands ${issue.received}, expected ${issue.expected ?? issue.message}`;
    })
    .join('; ');
}
