import type { Extent } from '@deconv/pictures';
import type { Picture, UnitView } from '@deconv/engine';
import { html, nothing } from 'lit';
import '../../drawing/PixelView.js';
import { seenOnce } from '../../drawing/seenOnce.js';
import { windowSide } from '../../drawing/windowSide.js';
import { mapName } from '../../words/mapName.js';
import type { Pixel } from './Pixel.js';
import { renderField } from './renderField.js';
import { renderHandle } from './renderHandle.js';

/** A unit, as far as it is shown in the photo. */
export type UnitInPicture = Pick<UnitView, 'layer' | 'channel' | 'receptiveField'>;

interface UnitPicture {
  picture: Picture | undefined;
  /** Address of the picture as a network saw it, in place of `picture`. */
  seen?: string | undefined;
  /** Of the picture as the network sees it, in pixels; undefined while that is not known. */
  shape: Extent | undefined;
  view: UnitInPicture | undefined;
  alt: string;
  place: Pixel | undefined;
  /** Left out where no network can answer. */
  onPlace: ((pixel: Pixel) => void) | undefined;
}

/** The photo, with the receptive field of a unit; a press or the arrow keys choose another place. */
export function renderUnitPicture(parts: UnitPicture) {
  const { picture, seen, shape, view, alt, place, onPlace } = parts;
  const side = shape && windowSide(shape);
  return html`
    ${
      seen
        ? html`<img class="picture" src=${seen} alt="" />`
        : html`<deconv-pixels
            class="picture"
            .picture=${picture && seenOnce(picture, shape)}
            smooth
          ></deconv-pixels>`
    }
    ${
      side && view
        ? html`<svg class="fields" viewBox="0 0 ${side} ${side}" aria-hidden="true">
            ${renderField(view, true)}
          </svg>`
        : nothing
    }
    ${
      side && onPlace
        ? renderHandle({
            ...{ side, alt, place, onPlace, hover: false },
            words: view ? mapName(view) : '',
          })
        : html`<span class="unseen" role="img" aria-label=${alt}></span>`
    }
  `;
}
