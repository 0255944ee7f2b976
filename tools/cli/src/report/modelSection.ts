import type { ReceptiveField } from '@deconv/geometry';
import type { LayerReport, Model } from '@deconv/models';
import { fieldInWords, fieldsByName } from '../fieldsByName.js';
import { html, htmlFacts, htmlTable, type Html } from './html.js';

/** The model doctor's findings. */
export function modelSection(model: Model): Html {
  const { layers, network, preprocess, labels } = model;
  const fields = fieldsByName(model);
  const rows = layers.map((layer) => rowOf(layer, fields.get(layer.name)));
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const projectable = layers.filter(({ problem }) => problem === undefined).length;
  const { height, width, channels } = network.input;
  const facts: [string, string][] = [
    ['Input', `${height} × ${width}, ${channels} channels, ${preprocess.channelOrder}`],
    ['Classes', labels.length ? String(labels.length) : 'not named'],
    ['Parameters', parameters.toLocaleString('en')],
    ['Layers that can be projected', `${projectable} of ${layers.length}`],
  ];
  return html`${htmlFacts(facts)} ${problems(layers)}
    <details>
      <summary>All ${layers.length} layers</summary>
      ${htmlTable('Layers', HEAD, rows)}
    </details>`;
}

const HEAD = ['Layer', 'Kind', 'Output', 'Parameters', 'A unit sees, pixels', 'Projected'];

function rowOf(
  { name, kind, shape, parameters, problem }: LayerReport,
  field: ReceptiveField | undefined,
): string[] {
  const seen = field ? fieldInWords(field, 'size') : '–';
  const size = shape.map((extent) => extent ?? '?').join(' × ');
  return [
    name,
    kind,
    size,
    parameters.toLocaleString('en'),
    seen,
    problem === undefined ? 'yes' : 'no',
  ];
}

function problems(layers: readonly LayerReport[]): Html | undefined {
  const faults = layers.filter(({ problem, blockedBy }) => problem && !blockedBy.length);
  if (!faults.length) return undefined;
  return html`<p>These layers have no way down, nor has what reads them:</p>
    <ul>
      ${faults.map(({ name, kind, problem }) => html`<li><b>${name}</b> (${kind}): ${problem}</li>`)}
    </ul>`;
}
