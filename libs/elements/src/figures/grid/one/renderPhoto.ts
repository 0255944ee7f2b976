import type { Picture, UnitView } from '@deconv/engine';
import { html, nothing, svg } from 'lit';
import { squareOnce } from '../../../drawing/squareOnce.js';
import '../../../drawing/PixelView.js';
import type { OpenPhoto } from '../../../parts/controllers/PhotoController.js';

interface PhotoParts {
  photo: OpenPhoto | undefined;
  /** Shown while no network has seen the photo. */
  preview: Picture | undefined;
  alt: string;
  views: UnitView[];
  /** The unit under the pointer or in focus, else the chosen one. */
  marked: UnitView | undefined;
}

/** The photo as the network sees it, with the receptive fields of the units shown. */
export function renderPhoto({ photo, preview, alt, views, marked }: PhotoParts) {
  const picture = photo?.seen ?? (preview && squareOnce(preview));
  const size = photo?.seen.width;
  const label = size ? `${alt}, as the network sees it: ${size} by ${size} pixels` : alt;
  return html`
    <deconv-pixels
      class="photo"
      role="img"
      aria-label=${label || 'No photo yet'}
      .picture=${picture}
      ?smooth=${!photo}
    >
      ${size ? renderFields(size, views, marked) : nothing}
    </deconv-pixels>
  `;
}

function renderFields(size: number, views: UnitView[], marked: UnitView | undefined) {
  return html`
    <svg viewBox="0 0 ${size} ${size}" aria-hidden="true">
      ${views.map((view) => renderField(view, 'field'))}
      ${marked ? [renderField(marked, 'halo'), renderField(marked, 'mark')] : nothing}
    </svg>
  `;
}

function renderField({ receptiveField }: UnitView, name: string) {
  const { top, left, width, height } = receptiveField;
  return svg`<rect class=${name} x=${left} y=${top} width=${width} height=${height} />`;
}
