import type { Picture, UnitView } from '@deconv/engine';
import { html, nothing, svg } from 'lit';
import { seenOnce } from '../../../drawing/seenOnce.js';
import { windowSide } from '../../../drawing/windowSide.js';
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
  const picture = photo?.seen ?? (preview && seenOnce(preview));
  const seen = photo?.seen;
  const label = seen
    ? `${alt}, as the network sees it: ${seen.width} by ${seen.height} pixels`
    : alt;
  return html`
    <deconv-pixels
      class="photo"
      role="img"
      aria-label=${label || 'No photo yet'}
      .picture=${picture}
      ?smooth=${!photo}
    >
      ${seen ? renderFields(windowSide(seen), views, marked) : nothing}
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
