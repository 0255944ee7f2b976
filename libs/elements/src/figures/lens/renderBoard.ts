import type { Picture, UnitView } from '@deconv/engine';
import { html, nothing } from 'lit';
import '../../drawing/PixelView.js';
import { seenOnce } from '../../drawing/seenOnce.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import { renderField } from '../../parts/place/renderField.js';
import { renderHandle } from '../../parts/place/renderHandle.js';
import type { LensView } from './LensView.js';
import { isRecorded, type PaneUnit } from './Pane.js';
import { throughPicture } from './throughPicture.js';

/**
 * The picture, with the receptive field of each layer's unit where the reader points. A mouse leads by moving, a finger by
 * dragging, and the keyboard by its arrows.
 */
export function renderBoard(view: LensView) {
  const { picture, photo, place, side } = view;
  return html`
    <deconv-pixels
      class="picture"
      .picture=${picture && seenOnce(picture, photo?.seen)}
      smooth
    ></deconv-pixels>
    ${photo ? renderThrough(view, photo.seen) : nothing}
    ${side && place ? renderFields(view, side, place) : nothing}
    ${side && place ? renderHandle({ ...view, side, hover: true }) : nothing}
  `;
}

function renderFields({ panes, through, pointed }: LensView, side: number, place: Pixel) {
  const strong = pointed ?? through;
  const drawn = panes.flatMap(({ view }, i) => (view ? [{ view, number: i + 1 }] : []));
  return html`
    <svg class="fields" viewBox="0 0 ${side} ${side}" aria-hidden="true">
      ${drawn.map(({ view }) => renderField(view, view.layer === strong))}
      <g class="cross" transform="translate(${place[1] + 0.5} ${place[0] + 0.5})">
        <circle class="halo" r="0.8" />
        <circle class="dot" r="0.8" />
      </g>
    </svg>
    ${drawn.map(({ view, number }) => renderTag(view, number, side, view.layer === strong))}
  `;
}

/** A field that takes less than this share of the picture has no room for a number. */
const SMALL = 0.15;

/** The layer's number, in its outline's upper right corner, or outside of it. */
function renderTag({ receptiveField }: PaneUnit, number: number, side: number, strong: boolean) {
  const { top, left, width } = receptiveField;
  const where = `left: ${(100 * (left + width)) / side}%; top: ${(100 * top) / side}%`;
  const names = ['tag', strong ? 'strong' : '', width < SMALL * side ? 'outside' : ''];
  return html`<span class=${names.join(' ')} .style=${where} aria-hidden="true">${number}</span>`;
}

function renderThrough({ panes, through, pointed, photo }: LensView, seen: Picture) {
  const pane = panes.find(({ layer }) => layer.name === (pointed ?? through));
  if (!pane?.view || isRecorded(pane.view) || pane.photo !== photo) return nothing;
  return html`<deconv-pixels
    class="through"
    filling
    .picture=${overlay(pane.view, seen)}
  ></deconv-pixels>`;
}

const overlays = new WeakMap<UnitView, Picture>();

function overlay(view: UnitView, seen: Picture): Picture {
  const known = overlays.get(view) ?? throughPicture(view, seen);
  overlays.set(view, known);
  return known;
}
