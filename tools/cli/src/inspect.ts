import { table } from '@deconv/experiments';
import type { RuleName } from '@deconv/core';
import type { ReceptiveField } from '@deconv/geometry';
import {
  ITS_FIRST_LAYERS,
  layerProblem,
  rulesOf,
  type LayerReport,
  type Model,
} from '@deconv/models';
import { visibleName } from '@deconv/untrusted';
import type { inspectArguments } from './arguments/inspect.js';
import type { Typed } from './arguments/Typed.js';
import { passingNothing } from './backend/backendArguments.js';
import { startBackend } from './backend/startBackend.js';
import { fieldInWords, fieldsByName } from './fieldsByName.js';
import { Incomplete } from './Incomplete.js';
import { aboutInWords } from './inspect/aboutInWords.js';
import { aboutOf } from './inspect/aboutOf.js';
import { proposalText } from './inspect/proposalText.js';
import type { Proposed } from './inspect/proposePixels.js';
import { placeToWrite, writeProposal } from './inspect/writeProposal.js';
import { everySaid } from './options.js';
import { openingOf } from './modelArguments.js';
import { openModel } from './openModel.js';
import { rulesInWords } from './rulesInWords.js';
import { say } from './say.js';

/** The model doctor. A layer that cannot be projected is a finding, not a failure: the exit code stays 0. */
export async function inspect({ args, rawArgs }: Typed<typeof inspectArguments>) {
  const images = args.images === undefined ? undefined : everySaid('images', rawArgs);
  const place = args.write ? await placeToWrite(args.model, args.overwrite ?? false) : undefined;
  await startBackend(images ? args : passingNothing(args));
  const model = await openModel(args.model, openingOf(args));
  const proposed = images && (await propose(model, images));
  const writing = place !== undefined && proposed ? { place, ...proposed } : undefined;
  if (writing?.clear) await writeProposal(writing.place, writing);
  const text = args.json
    ? JSON.stringify(documentOf(model, proposed), undefined, 2)
    : textOf(model, proposed);
  if (writing && !writing.clear) throw new Incomplete(UNCLEAR, text);
  return !writing || args.json ? text : `${text}\nwritten: ${writing.place}`;
}

const SCALES_ITSELF =
  'no way of making pixels is proposed, nor written: preprocessing is inside the network, whose own first layers scale pixels of 0–255';

const UNCLEAR =
  'nothing is written: no way is clearly the likeliest. Ask whoever trained the network, or write preprocess.json by hand';

function textOf(model: Model, proposed: Proposed | undefined): string {
  const fields = fieldsByName(model);
  const rows = layersOf(model).map((layer) => rowOf(layer, fields.get(layer.name)));
  const head = ['layer', 'kind', 'output', 'parameters', 'field', 'stride', 'projection'];
  const pixels = proposed ? proposalText(model, proposed) : [];
  return [
    aboutInWords(model),
    '',
    table(head, rows),
    ...findings(model),
    ...onlyGradient(model),
    ...pixels,
  ].join('\n');
}

interface InspectedLayer extends LayerReport {
  /** Those by which its units can be projected. */
  rules: RuleName[];
}

/** Layers with whatever keeps their units from being projected. */
const layersOf = (model: Model): InspectedLayer[] =>
  model.layers.map((layer) => {
    const problem = layerProblem(model, layer);
    return { ...layer, ...(problem !== undefined && { problem }), rules: rulesOf(model, layer) };
  });

/** What looks at photos is loaded where there are any. @returns undefined for a network that says itself how it reads pixels */
async function propose(model: Model, images: readonly string[]): Promise<Proposed | undefined> {
  if (model.preprocessSource === ITS_FIRST_LAYERS) {
    say(SCALES_ITSELF);
    return undefined;
  }
  const { proposePixels } = await import('./inspect/proposePixels.js');
  return proposePixels(model, images);
}

function documentOf(model: Model, proposed: Proposed | undefined) {
  const { preprocess, preprocessSource, notes } = model;
  const fields = fieldsByName(model);
  const layers = layersOf(model).map((layer) => entryOf(layer, fields.get(layer.name)));
  return {
    ...aboutOf(model),
    preprocess: { ...preprocess, source: preprocessSource ?? null },
    ...(proposed && { proposed }),
    layers,
    notes,
  };
}

/** Rows speak for columns too, unless columns are said apart. */
function entryOf(
  { name, kind, shape, parameters, problem, rules, blockedBy }: InspectedLayer,
  field: ReceptiveField | undefined,
) {
  const { size, stride } = field?.rows ?? {};
  const columns = field && !isSquare(field) ? { columns: field.columns } : {};
  return {
    name,
    kind,
    shape,
    parameters,
    receptiveField: field ? { size, stride, ...columns } : null,
    projectable: problem === undefined,
    rules,
    problem: problem ?? null,
    blockedBy,
  };
}

const isSquare = ({ rows, columns }: ReceptiveField): boolean =>
  rows.size === columns.size && rows.stride === columns.stride;

function rowOf(layer: InspectedLayer, field: ReceptiveField | undefined): string[] {
  const { name, kind, shape, parameters, rules } = layer;
  const known = shape.some((size) => size !== null);
  return [
    name,
    kind,
    known ? shape.map((size) => size ?? '?').join('×') : '?',
    String(parameters),
    field ? fieldInWords(field, 'size') : '–',
    field ? fieldInWords(field, 'stride') : '–',
    rulesInWords(rules),
  ];
}

/** Which layers are at fault, and why; those that only read them are marked in the table. */
function findings({ layers, kinds }: Model): string[] {
  const faults = layers.filter(({ problem, blockedBy }) => problem && blockedBy.length === 0);
  if (faults.length === 0) return [];
  const count = layers.filter(({ problem }) => problem === undefined).length;
  return [
    '',
    `${count} of ${layers.length} layers can be projected; these cannot, nor what reads them:`,
    ...faults.map(({ name, kind, problem }) => visibleName(`  ${name} (${kind}): ${problem}`)),
    `kinds with a way down: ${kinds.join(', ')}`,
  ];
}

/** Above which layers only the rule `gradient` has a way down, and why. */
function onlyGradient({ network }: Model): string[] {
  const first = network.nodes.find(({ op }) => op.onlyGradient);
  if (!first) return [];
  return [
    '',
    'layers marked gradient are projected by that rule alone: between them and the pixels stands what',
    visibleName(`  ${first.op.onlyGradient!}, at first ${first.name}`),
  ];
}
