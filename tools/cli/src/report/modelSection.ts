import type { RuleName } from '@deconv/core';
import type { ReceptiveField } from '@deconv/geometry';
import {
  ITS_FIRST_LAYERS,
  layerProblem,
  rulesOf,
  type LayerReport,
  type Model,
  type Preprocess,
} from '@deconv/models';
import { rulesInWords } from '../rulesInWords.js';
import { fieldInWords, fieldsByName } from '../fieldsByName.js';
import { RULE } from './chooseLayers.js';
import { html, htmlFacts, htmlTable, type Html } from './html.js';

/** The model doctor's findings. */
export function modelSection(model: Model): Html {
  const { layers, network, preprocess, preprocessSource, labels, notes } = model;
  const fields = fieldsByName(model);
  const rows = layers.map((layer) => rowOf(layer, fields.get(layer.name), rulesOf(model, layer)));
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const projectable = layers.filter((layer) => layerProblem(model, layer) === undefined);
  const { height, width, channels } = network.input;
  const facts: [string, string][] = [
    ['Input', `${height} × ${width}, ${channelsInWords(channels, preprocess)}`],
    ['Pixels', pixelsInWords(preprocess, preprocessSource)],
    ['Classes', labels.length ? String(labels.length) : 'not named'],
    ['Parameters', parameters.toLocaleString('en')],
    ['Layers that can be projected', `${projectable.length} of ${layers.length}`],
  ];
  return html`${htmlFacts(facts)}
    ${notes.map((note) => html`<p><b>Note:</b> the model ${note}.</p>`)} ${problems(layers)}
    ${onlyGradient(model, projectable)}
    <details>
      <summary>All ${layers.length} layers</summary>
      ${htmlTable('Layers', HEAD, rows)}
    </details>`;
}

/** `(pixel − mean) · factor`, in the network's order of colours. */
function pixelsInWords({ meanSubtract, scale }: Preprocess, source: string | undefined): string {
  if (source === ITS_FIRST_LAYERS) return `0 to 255: ${source} scale them`;
  const by = source ? `, by ${source}` : '';
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  const factors = [scale].flat().map(short).join(', ');
  if (meanSubtract.every((mean) => mean === 0)) return `0 to 255, times ${factors}${by}`;
  return `less ${meanSubtract.map(short).join(', ')} (red, green, blue), times ${factors}${by}`;
}

const channelsInWords = (channels: number, { channelOrder }: Preprocess): string =>
  channels === 1 ? 'one channel: brightness' : `${channels} channels, ${channelOrder}`;

/** Layers above the first one through which the report's own rule has no way down. */
function onlyGradient(model: Model, projectable: readonly LayerReport[]): Html | undefined {
  const first = model.network.nodes.find(({ op }) => op.onlyGradient);
  const alone = projectable.filter((layer) => !rulesOf(model, layer).includes(RULE)).length;
  if (!first || !alone) return undefined;
  return html`<p>
    ${alone} of the layers are projected by the rule gradient alone, and not in this report:
    <b>${first.name}</b>
    ${first.op.onlyGradient}, and stands between them and the pixels.
  </p>`;
}

const HEAD = ['Layer', 'Kind', 'Output', 'Parameters', 'A unit sees, pixels', 'Projected'];

function rowOf(
  { name, kind, shape, parameters }: LayerReport,
  field: ReceptiveField | undefined,
  rules: readonly RuleName[],
): string[] {
  const seen = field ? fieldInWords(field, 'size') : '–';
  const size = shape.map((extent) => extent ?? '?').join(' × ');
  return [name, kind, size, parameters.toLocaleString('en'), seen, rulesInWords(rules)];
}

function problems(layers: readonly LayerReport[]): Html | undefined {
  const faults = layers.filter(({ problem, blockedBy }) => problem && !blockedBy.length);
  if (!faults.length) return undefined;
  return html`<p>These layers have no way down, nor has what reads them:</p>
    <ul>
      ${faults.map(({ name, kind, problem }) => html`<li><b>${name}</b> (${kind}): ${problem}</li>`)}
    </ul>`;
}
