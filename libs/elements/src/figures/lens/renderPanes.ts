import { html, nothing } from 'lit';
import '../../drawing/PixelView.js';
import { unitPictures } from '../../drawing/unitPictures.js';
import { formatBytes } from '../../words/formatBytes.js';
import { formatNumber } from '../../words/formatNumber.js';
import { mapName } from '../../words/mapName.js';
import type { LensView } from './LensView.js';
import { isRecorded, type Pane } from './Pane.js';
import { renderRecorded } from './renderRecorded.js';
import { renderStrip } from './renderStrip.js';

/** As many as most networks get, before one is known. */
const PANES = 5;

/** One row for each layer: its strongest unit's patch and projection, who it is, and what else excites it. */
export function renderPanes(view: LensView) {
  const { panes } = view;
  if (!panes.length)
    return html`<ol class="panes empty" part="panes" aria-hidden="true">
      ${Array.from({ length: PANES }, (_, i) => renderEmpty(i + 1))}
    </ol>`;
  return html`
    <div class="side ${panes.length % 2 ? 'odd' : ''}">
      <ol class="panes" part="panes" @pointerleave=${() => view.onPoint(undefined)}>
        ${panes.map((pane, i) => renderPane(pane, i + 1, view))}
      </ol>
      <p class="key">
        First what the unit sees, then what in it set the unit off, on grey: its projection.
        ${view.waiting === undefined ? '' : pressInWords(view.waiting)}
      </p>
    </div>
  `;
}

function pressInWords(bytes: number): string {
  const network = bytes ? `the network (${formatBytes(bytes)})` : 'the network';
  return `Press anywhere, and ${network} looks there, on your device.`;
}

function renderPane(pane: Pane, number: number, view: LensView) {
  const { layer, fresh } = pane;
  const through = view.through === layer.name;
  const strong = (view.pointed ?? view.through) === layer.name;
  return html`
    <li
      class="pane ${fresh ? 'fresh' : 'stale'} ${strong ? 'strong' : ''}"
      part="pane"
      @pointerenter=${(event: PointerEvent) =>
        view.onPoint(event.pointerType === 'mouse' ? layer.name : undefined)}
    >
      <button
        type="button"
        class="pair"
        aria-pressed=${through}
        aria-label="Lay the projection of ${layer.name} on the picture"
        @click=${() => view.onThrough(through ? undefined : layer.name)}
      >
        ${renderPair(pane, view)}
      </button>
      <div class="about">
        <p class="which"><b class="number">${number}</b> ${layer.name} ${renderSight(layer)}</p>
        ${renderUnit(pane, view)}
        ${pane.view && view.patches ? renderStrip(pane.view, view.patches) : nothing}
      </div>
    </li>
  `;
}

function renderPair({ view, photo, layer }: Pane, { model }: LensView) {
  if (view && isRecorded(view)) return renderRecorded(view, layer);
  const pictures = view && photo && unitPictures(view, { photo, layer: layer.name }, model);
  return html`
    <deconv-pixels class="patch" filling .picture=${pictures?.patch}></deconv-pixels>
    <deconv-pixels filling .picture=${pictures?.projection}></deconv-pixels>
  `;
}

function renderSight({ receptiveField }: Pane['layer']) {
  if (!receptiveField) return nothing;
  return html`<span class="sight">sees ${receptiveField.size} px</span>`;
}

function renderUnit({ view }: Pane, { onUnit }: LensView) {
  if (view === null) return html`<p class="unit none">nothing active here</p>`;
  if (!view) return html`<p class="unit">&nbsp;</p>`;
  return html`
    <p class="unit">
      <button
        type="button"
        class="link"
        title="Look at ${mapName(view)} in the other figures"
        @click=${() => onUnit(view)}
      >
        map ${view.channel}
      </button>
      <span class="activation">${formatNumber(view.activation)}</span>
    </p>
  `;
}

function renderEmpty(number: number) {
  return html`
    <li class="pane">
      <div class="pair">
        <deconv-pixels class="patch"></deconv-pixels>
        <deconv-pixels></deconv-pixels>
      </div>
      <div class="about">
        <p class="which"><b class="number">${number}</b></p>
        <p class="unit">&nbsp;</p>
      </div>
    </li>
  `;
}
