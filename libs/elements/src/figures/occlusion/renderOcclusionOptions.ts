import type { LayerSummary } from '@deconv/engine';
import type { OccludeResults } from '@deconv/results';
import { html, nothing } from 'lit';
import { renderNumberField } from '../../parts/choices/renderNumberField.js';
import { renderSelect } from '../../parts/choices/renderSelect.js';
import type { OcclusionOptions } from './occludeRequest.js';

interface Options {
  /** What is drawn. */
  results: OccludeResults | undefined;
  /** Of the network; empty while it is not known. */
  layers: LayerSummary[];
  onChange: (changes: Partial<OcclusionOptions>) => void;
}

/** How the square looks, how densely it goes, and what is watched meanwhile. A change computes again. */
export function renderOcclusionOptions(options: OcclusionOptions, parts: Options) {
  const { results, onChange } = parts;
  const size = options.size ?? results?.grid.size;
  const fill = options.fill ?? results?.options.fill ?? 'grey';
  const fills = [...new Set(['grey', 'mean', fill])].map((value) => ({ value, label: value }));
  return html`
    <div class="options" part="options">
      ${renderNumberField({
        ...{ label: 'Square, pixels', min: 1, max: 999, placeholder: 'auto' },
        value: size,
        onChange: (side) => onChange({ size: side }),
      })}
      ${renderNumberField({
        ...{ label: 'Every … pixels', min: 1, max: size ?? 999, placeholder: 'auto' },
        value: options.stride ?? results?.grid.stride,
        onChange: (stride) => onChange({ stride }),
      })}
      ${renderSelect({
        ...{ label: 'Colour', options: fills, chosen: fill },
        onChoose: (value) => onChange({ fill: value }),
      })}
      ${results ? renderWatched(options, results, parts) : nothing}
    </div>
  `;
}

/** A class or a map is chosen once there is one to choose. */
function renderWatched(
  options: OcclusionOptions,
  results: OccludeResults,
  { layers, onChange }: Options,
) {
  const classes = Object.entries(results.classes).map(([value, label]) => ({ value, label }));
  const names = layers.map(({ name }) => ({ value: name, label: name }));
  const layer = layers.find(({ name }) => name === results.layer);
  return html`
    ${renderSelect({
      ...{ label: 'Watched class', options: classes, chosen: String(results.classIndex) },
      onChoose: (index) => onChange({ classIndex: Number(index) }),
    })}
    ${
      layer
        ? html`${renderSelect({
            ...{ label: 'Watched layer', options: names, chosen: results.layer },
            onChoose: (name) => onChange({ layer: name, channel: undefined }),
          })}
          ${renderNumberField({
            ...{ label: 'Map', min: 0, max: layer.channels - 1 },
            value: options.channel ?? results.channel,
            onChange: (channel) => onChange({ layer: results.layer, channel }),
          })}`
        : nothing
    }
  `;
}
