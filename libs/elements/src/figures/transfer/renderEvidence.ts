import { windowSide } from '../../drawing/windowSide.js';
import type { Learned, LearnedPhoto, Picture } from '@deconv/engine';
import { cssColour, largestMagnitude } from '@deconv/pictures';
import { html } from 'lit';
import { pictureUrl } from '../../drawing/pictureUrl.js';
import { moveInGrid } from '../../parts/choices/moveInGrid.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import { formatShare } from '../../words/formatShare.js';
import type { LessonLearned } from './LearnController.js';
import type { TransferView } from './TransferView.js';
import { answerOf } from './verdictOf.js';
import { AGAINST, FOR, evidencePicture } from './evidencePicture.js';

/** The photo looked at, with what each place of it says of a class. */
export function renderEvidence(view: TransferView, lesson: LessonLearned, answer: LearnedPhoto) {
  const { learned, photoSet } = lesson;
  const shown = shownOf(view, answer, photoSet.classes.length);
  const { name } = photoSet.classes[shown]!;
  const largest = largestMagnitude(answer.evidence);
  const own = evidenceFor(answer, learned, shown);
  const place = Math.min(view.place ?? strongest(own), own.length - 1);
  const value = own[place]!;
  return html`
    <div class="evidence" part="evidence">
      ${renderChoice({
        ...{ legend: 'What speaks for', name: 'class', chosen: String(shown) },
        options: photoSet.classes.map((each, i) => ({ value: String(i), label: each.name })),
        onChoose: (chosen) => view.onShow(Number(chosen)),
      })}
      ${renderMap(view, learned, answer, { shown, largest, place, said: inWords(name, value) })}
      <div class="legend">
        <div class="ramp" aria-hidden="true" .style="background: ${RAMP}"></div>
        <div class="ends">
          <span>against, −${largest.toFixed(2)}</span><span>for, +${largest.toFixed(2)}</span>
        </div>
        <p class="quiet">
          <b>${inWords(name, value)}</b> at the frame, which is what this place sees. All places
          together, and an offset of ${signed(learned.offsets[shown]!)}, make the score.
        </p>
      </div>
      ${renderProbabilities(lesson, answer)}
    </div>
  `;
}

const RAMP = `linear-gradient(to right, ${cssColour(AGAINST)}, #808080, ${cssColour(FOR)})`;

interface MapParts {
  shown: number;
  largest: number;
  place: number;
  said: string;
}

function renderMap(view: TransferView, learned: Learned, answer: LearnedPhoto, parts: MapParts) {
  const { columns, centres } = learned;
  const { shown, largest } = parts;
  const { width, height } = answer.seen;
  const point = (event: PointerEvent): void =>
    trackPointer(event, (x, y) => {
      const row = closest(centres.rows, y * height);
      view.onPlace(row * columns + closest(centres.columns, x * width));
    });
  return html`
    <div class="map" @pointerdown=${point} @pointermove=${point}>
      <img
        src=${pictureUrl(remembered(answer, shown, () => evidencePicture(answer, learned, shown, largest)))}
        alt="The photo in grey; colours say where it speaks for or against"
        draggable="false"
      />
      ${renderField(view, learned, answer.seen, parts)}
    </div>
  `;
}

/** What the place looked at sees; arrow keys move on to the next. */
function renderField(
  view: TransferView,
  { rows, columns, fields }: Learned,
  seen: Picture,
  { place, said }: MapParts,
) {
  const { top, left, height, width } = fields[place]!;
  const move = (event: KeyboardEvent): void => {
    const to = moveInGrid(event.key, place, rows * columns, columns);
    if (to === undefined) return;
    event.preventDefault();
    view.onPlace(to);
  };
  const side = windowSide(seen);
  const share = (pixels: number): string => `${(100 * pixels) / side}%`;
  const frame = [
    `left: ${share(left)}; top: ${share(top)}`,
    `width: ${share(width)}; height: ${share(height)}`,
  ];
  return html`
    <div
      class="field"
      role="slider"
      tabindex="0"
      aria-label="Place of the photo; arrow keys move it"
      aria-valuemin="0"
      aria-valuemax=${rows * columns - 1}
      aria-valuenow=${place}
      aria-valuetext="row ${Math.floor(place / columns) + 1}, column ${(place % columns) + 1}: ${said}"
      .style=${frame.join(';')}
      @keydown=${move}
    ></div>
  `;
}

function renderProbabilities({ photoSet }: LessonLearned, { probabilities }: LearnedPhoto) {
  if (!probabilities)
    return html`<p class="quiet">The only photo of its class: the others cannot answer it.</p>`;
  return html`
    <ul class="probabilities" aria-label="Probability of each class">
      ${photoSet.classes.map(
        ({ name }, i) => html`
          <li>
            <span>${name}</span>
            <span class="bar"><span .style="width: ${100 * probabilities[i]!}%"></span></span>
            <b>${formatShare(probabilities[i]!)}</b>
          </li>
        `,
      )}
    </ul>
    <p class="quiet">
      Probabilities of a photo that was learned from are by a classifier that has not seen it;
      colours, by the one that learned all.
    </p>
  `;
}

const drawn = new WeakMap<LearnedPhoto, Map<number, Picture>>();

/** Drawn once a class, however often a place is looked at. */
function remembered(answer: LearnedPhoto, shown: number, draw: () => Picture): Picture {
  const pictures = drawn.get(answer) ?? new Map<number, Picture>();
  drawn.set(answer, pictures);
  const picture = pictures.get(shown) ?? draw();
  pictures.set(shown, picture);
  return picture;
}

/** The class that the reader asks about, or the one that is answered. */
function shownOf({ shown }: TransferView, answer: LearnedPhoto, classes: number): number {
  return Math.min(shown ?? answerOf(answer) ?? 0, classes - 1);
}

/** Of every place, for one class. */
function evidenceFor({ evidence }: LearnedPhoto, { rows, columns }: Learned, shown: number) {
  const places = rows * columns;
  return evidence.subarray(shown * places, (shown + 1) * places);
}

/** Number of the place that says most, for or against. */
function strongest(own: Float32Array): number {
  return own.reduce((best, value, i) => (Math.abs(value) > Math.abs(own[best]!) ? i : best), 0);
}

const closest = (centres: readonly number[], at: number): number =>
  centres.reduce(
    (best, centre, i) => (Math.abs(centre - at) < Math.abs(centres[best]! - at) ? i : best),
    0,
  );

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

function inWords(name: string, value: number): string {
  return `${signed(value)} ${value < 0 ? 'against' : 'for'} ${name}`;
}
