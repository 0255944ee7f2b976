import { extentOf } from '@deconv/pictures';
import type { ControlName, NamedPicture, RuleName } from '@deconv/engine';
import type { TopResultsEntry } from '@deconv/results';
import { html, nothing, svg } from 'lit';
import '../../../drawing/PixelView.js';
import { unitPictures } from '../../../drawing/unitPictures.js';
import { seenOnce } from '../../../drawing/seenOnce.js';
import { windowSide } from '../../../drawing/windowSide.js';
import type { Computed } from '../../../frame/LiveController.js';
import { renderControlChoice } from '../../../parts/choices/renderControlChoice.js';
import { renderRuleSwitch } from '../../../parts/choices/renderRuleSwitch.js';
import type { PhotoController } from '../../../parts/controllers/PhotoController.js';
import type { UnitController } from '../../../parts/controllers/UnitController.js';
import { formatNumber } from '../../../words/formatNumber.js';
import { fileName } from '../../../words/fileName.js';

interface Closer {
  /** The unit that is pointed at, or the chosen one. */
  entry: TopResultsEntry;
  layer: string;
  addressOf: (picture: string) => string;
  /** The photo that it was found in. */
  photo: NamedPicture | undefined;
  /** Where it was computed here, a unit can be traced down again. */
  computed: Computed<'top'> | undefined;
  /** What is computed because it is not what the document holds. */
  again: { unit: UnitController; look: PhotoController } | undefined;
  rule: RuleName;
  control: ControlName | undefined;
  onRule: (rule: RuleName) => void;
  onControl: (control: ControlName | undefined) => void;
}

/** One of the nine, large: the patch in its photo, the patch, and its projection; by another rule, where there is a network. */
export function renderCloser(closer: Closer) {
  const { computed, rule, control, onRule, onControl } = closer;
  return html`
    <div class="closer" part="unit">
      ${renderWhere(closer)} ${renderPair(closer)}
      ${
        computed
          ? html`<div class="again">
              ${renderRuleSwitch(rule, onRule)} ${renderControlChoice(control, onControl)}
            </div>`
          : nothing
      }
    </div>
  `;
}

/** The photo with the patch outlined. A document holds no photos: then there is none. */
function renderWhere({ photo, computed, entry }: Closer) {
  if (!photo || !computed) return nothing;
  const shape = extentOf(computed.model.inputSize);
  const side = windowSide(shape);
  const { top, left, width, height } = entry.receptiveField;
  const mark = (name: string) =>
    svg`<rect class=${name} x=${left} y=${top} width=${width} height=${height} />`;
  return html`
    <figure>
      <deconv-pixels
        class="photo"
        role="img"
        aria-label="${photo.name}, with the patch outlined"
        .picture=${seenOnce(photo.picture, shape)}
        smooth
      >
        <svg viewBox="0 0 ${side} ${side}" aria-hidden="true">${mark('halo')} ${mark('mark')}</svg>
      </deconv-pixels>
      <figcaption>The patch in ${fileName(entry.image)}</figcaption>
    </figure>
  `;
}

function renderPair(closer: Closer) {
  const { entry, addressOf, again } = closer;
  const { height, width } = entry.receptiveField;
  const shape = `aspect-ratio: ${width} / ${height}`;
  return html`
    <figure>
      <span class="frame seen"
        ><img class="sharp whole" .style=${shape} src=${addressOf(entry.patch)} alt="What it saw"
      /></span>
      <figcaption>What it saw</figcaption>
    </figure>
    <figure>
      ${
        again
          ? renderAgain(closer, again)
          : html`<span class="frame"
                ><img
                  class="sharp whole"
                  .style=${shape}
                  src=${addressOf(entry.projection)}
                  alt="Its projection"
              /></span>
              <figcaption>Its projection, ±${formatNumber(entry.scale)}</figcaption>`
      }
    </figure>
  `;
}

function renderAgain({ layer, computed }: Closer, { unit, look }: NonNullable<Closer['again']>) {
  const { view } = unit;
  const { photo } = look;
  const problem = unit.error ?? look.error;
  const pictures =
    view && photo ? unitPictures(view, { photo, layer }, computed?.model) : undefined;
  const words = pictures ? `±${formatNumber(pictures.scale)}` : 'computing';
  return html`
    <deconv-pixels
      role="img"
      aria-label="Its projection again"
      .picture=${pictures?.projection}
    ></deconv-pixels>
    <figcaption>${problem?.message ?? `Its projection, ${words}`}</figcaption>
  `;
}
