import type { LayerSummary } from '@deconv/engine';
import { METHODS, type AttributeResults, type MethodName } from '@deconv/results';
import { html, nothing } from 'lit';
import { renderNumberField } from '../../parts/choices/renderNumberField.js';
import { renderSelect } from '../../parts/choices/renderSelect.js';
import type { AttributionOptions } from './attributeRequest.js';
import { METHOD_NAMES } from './imageInWords.js';

interface Parts {
  /** What is drawn. */
  results: AttributeResults | undefined;
  /** Of the network; empty while it is not known. */
  layers: readonly LayerSummary[];
  onChange: (changes: Partial<AttributionOptions>) => void;
}

const BASELINES = [
  { value: '0,0,0', label: 'black' },
  { value: 'grey', label: 'grey' },
  { value: 'mean', label: 'mean of the image' },
];

/** By which method an answer is attributed, and what belongs to that method. A change computes again. */
export function renderMethodOptions(options: AttributionOptions, parts: Parts) {
  const { results, onChange } = parts;
  const method = options.method ?? results?.options.method ?? METHODS[0];
  const methods = METHODS.map((value) => ({ value, label: METHOD_NAMES[value] }));
  return html`
    <div class="options" part="options">
      ${renderSelect({
        ...{ label: 'Method', options: methods, chosen: method },
        onChoose: (value) => onChange({ method: value as MethodName }),
      })}
      ${method === 'grad-cam' ? renderLayer(options, parts) : renderWay(options, parts)}
    </div>
  `;
}

function renderWay(options: AttributionOptions, { results, onChange }: Parts) {
  const fill = options.fill ?? results?.options.fill ?? '0,0,0';
  const known = BASELINES.some(({ value }) => value === fill);
  const fills = known ? BASELINES : [...BASELINES, { value: fill, label: fill }];
  return html`
    ${renderNumberField({
      ...{ label: 'Steps', min: 1, max: 1000, placeholder: 'auto' },
      value: options.steps ?? results?.options.steps,
      onChange: (steps) => onChange({ steps }),
    })}
    ${renderSelect({
      ...{ label: 'Baseline', options: fills, chosen: fill },
      onChoose: (value) => onChange({ fill: value }),
    })}
  `;
}

/** A layer is chosen once there is one to choose. */
function renderLayer(options: AttributionOptions, { results, layers, onChange }: Parts) {
  if (!layers.length) return nothing;
  const names = layers.map(({ name }) => ({ value: name, label: name }));
  return renderSelect({
    ...{ label: 'Layer', options: names },
    chosen: options.layer ?? results?.options.layer ?? '',
    onChoose: (layer) => onChange({ layer }),
  });
}
