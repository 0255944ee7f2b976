import type { LayerSummary } from '@deconv/engine';
import { html, svg } from 'lit';

interface LayerChooserParts {
  layers: LayerSummary[];
  inputSize: number;
  chosen: string | undefined;
  onLayer: (name: string) => void;
}

/** Layers as radio buttons, each with how much of the photo one of its units sees. */
export function renderLayerChooser({ layers, inputSize, chosen, onLayer }: LayerChooserParts) {
  return html`
    <fieldset class="choice layers" ?disabled=${!layers.length}>
      <legend>Layer, and how much of the photo one unit of it sees</legend>
      <div class="segments">
        ${
          layers.length
            ? layers.map((layer) => renderLayer(layer, inputSize, layer.name === chosen, onLayer))
            : renderNoLayer()
        }
      </div>
    </fieldset>
  `;
}

function renderLayer(
  layer: LayerSummary,
  inputSize: number,
  chosen: boolean,
  onLayer: LayerChooserParts['onLayer'],
) {
  return html`
    <label class="segment">
      <input
        type="radio"
        name="layer"
        value=${layer.name}
        .checked=${chosen}
        @change=${() => onLayer(layer.name)}
      />
      ${renderSight(layer, inputSize)}
      <span class="name">${layer.name}</span>
      <span class="extent">${sightOf(layer)}</span>
    </label>
  `;
}

/** As high as a layer, while none is known. */
function renderNoLayer() {
  return html`
    <span class="segment">
      <span class="sight"></span>
      <span class="name">as the network has them</span>
      <span class="extent">&nbsp;</span>
    </span>
  `;
}

function sightOf({ receptiveField }: LayerSummary): string {
  return receptiveField ? `${receptiveField.size} px` : 'all';
}

/** The photo as a square, and in it the receptive field, to scale. */
function renderSight({ receptiveField }: LayerSummary, inputSize: number) {
  const share = Math.min(1, (receptiveField?.size ?? inputSize) / inputSize);
  const side = Math.max(1.5, share * 18);
  const start = 10 - side / 2;
  return svg`
    <svg class="sight" viewBox="0 0 20 20" aria-hidden="true">
      <rect class="whole" x="1" y="1" width="18" height="18" />
      <rect class="part" x=${start} y=${start} width=${side} height=${side} />
    </svg>
  `;
}
