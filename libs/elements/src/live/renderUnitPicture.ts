import type { Picture, UnitView } from '@deconv/engine';
import { html, nothing } from 'lit';
import type { OpenPhoto } from '../controllers/PhotoController.js';
import '../drawing/PixelView.js';
import type { Pixel } from '../lens/Pixel.js';
import { renderField } from '../lens/renderField.js';
import { renderHandle } from '../lens/renderHandle.js';
import { squareOnce } from '../photo/squareOnce.js';

interface UnitPicture {
  photo: OpenPhoto | undefined;
  picture: Picture | undefined;
  view: UnitView | undefined;
  alt: string;
  place: Pixel | undefined;
  onPlace: (pixel: Pixel) => void;
}

/** The photo, with the receptive field of a unit; a press or the arrow keys choose another place. */
export function renderUnitPicture(parts: UnitPicture) {
  const { photo, picture, view, alt, place, onPlace } = parts;
  const side = photo?.seen.width;
  return html`
    <deconv-pixels
      class="picture"
      .picture=${picture && squareOnce(picture)}
      smooth
    ></deconv-pixels>
    ${
      side && view
        ? html`<svg class="fields" viewBox="0 0 ${side} ${side}" aria-hidden="true">
            ${renderField(view, true)}
          </svg>`
        : nothing
    }
    ${
      side
        ? renderHandle({
            ...{ side, alt, place, onPlace, hover: false },
            words: view ? `${view.layer}:map ${view.channel}` : '',
          })
        : nothing
    }
  `;
}
