import type { NamedPicture } from '@deconv/engine';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { pictureUrl } from '../../drawing/pictureUrl.js';
import { seenOnce } from '../../drawing/seenOnce.js';
import { chooseFiles } from '../../parts/photo/chooseFiles.js';
import { formatShare } from '../../words/formatShare.js';
import { MOST_CLASSES } from './PhotoClass.js';
import './SketchPad.js';
import { answerTo, type Target, type TransferView } from './TransferView.js';
import { answerOf } from './verdictOf.js';

/** The classes, a column each with its photos, and a column of photos to be answered. */
export function renderClasses(view: TransferView) {
  const { classes, asked } = view.photoSet;
  return html`
    <div class="classes" part="classes">
      ${repeat(
        classes,
        ({ id }) => id,
        ({ id, photos }, at) =>
          renderColumn(view, id, photos, renderName(view, at), 'Photos to learn from'),
      )}
      ${renderColumn(view, 'asked', asked, html`<h3 class="heading">And what are these?</h3>`, 'Photos to be answered')}
    </div>
    ${
      classes.length < MOST_CLASSES
        ? html`<button type="button" class="link" @click=${view.onAddClass}>Add a class</button>`
        : nothing
    }
  `;
}

function renderName({ photoSet: { classes }, onName, onRemoveClass }: TransferView, at: number) {
  const { id, name } = classes[at]!;
  return html`
    <div class="heading">
      <input
        type="text"
        aria-label="Name of class ${at + 1}"
        .value=${name}
        maxlength="40"
        @change=${(event: Event) => onName((event.target as HTMLInputElement).value, id)}
      />
      ${
        classes.length > 2
          ? html`<button
              type="button"
              class="remove"
              aria-label="Remove the class ${name}"
              @click=${() => onRemoveClass(id)}
            >
              ×
            </button>`
          : nothing
      }
    </div>
  `;
}

function renderColumn(
  view: TransferView,
  target: Target,
  photos: readonly NamedPicture[],
  heading: unknown,
  label: string,
) {
  const here = (): void => view.onTarget(target);
  return html`
    <section
      class="class ${target === 'asked' ? 'asked' : ''}"
      @pointerenter=${here}
      @focusin=${here}
      @dragover=${here}
    >
      ${heading}
      <ul class="tiles" aria-label=${label}>
        ${photos.map((photo) => renderTile(view, target, photo))}
        ${photos.length ? nothing : html`<li class="none">no photo yet</li>`}
      </ul>
      ${view.drawing === target ? renderBoard(view, target, photos.length) : renderIntake(view, target)}
    </section>
  `;
}

function renderTile(view: TransferView, target: Target, photo: NamedPicture) {
  const chosen = photo === view.chosen;
  const verdict = verdictOf(view, target, photo);
  return html`
    <li class="tile ${verdict.kind}">
      <button
        type="button"
        class="pick"
        aria-pressed=${chosen}
        aria-label="${photo.name}${verdict.words && `: ${verdict.words}`}"
        @click=${() => view.onChoose(photo)}
      >
        <img src=${pictureUrl(seenOnce(photo.picture))} alt="" draggable="false" />
        <span class="verdict">${verdict.short}</span>
      </button>
      <button
        type="button"
        class="remove"
        aria-label="Remove ${photo.name}"
        @click=${() => view.onRemove(photo, target)}
      >
        ×
      </button>
    </li>
  `;
}

/** What was said of a photo, by whoever had not seen it. */
function verdictOf({ lesson }: TransferView, target: Target, photo: NamedPicture) {
  const answer = answerTo(lesson, photo);
  const said = answer && answerOf(answer);
  if (!lesson || said === undefined)
    return { kind: '', short: lesson && answer ? '–' : '', words: '' };
  const name = lesson.photoSet.classes[said]!.name;
  const share = formatShare(answer!.probabilities![said]!);
  const words = `${name}, ${share}`;
  if (target === 'asked') return { kind: 'answered', short: words, words };
  const right = lesson.photoSet.classes[said]!.photos.includes(photo);
  const sign = right ? '✓' : '✗';
  return {
    kind: right ? 'right' : 'wrong',
    short: right ? `${sign} ${share}` : `${sign} ${words}`,
    words: `answered ${right ? 'right' : 'wrong'} by the others, ${words}`,
  };
}

function renderIntake({ onFiles, onDraw }: TransferView, target: Target) {
  return html`
    <div class="intake">
      <label class="button">
        <input
          type="file"
          accept="image/*"
          multiple
          @change=${(event: Event) => chooseFiles(event, (files) => onFiles(files, target))}
        />
        Photos
      </label>
      <button type="button" class="button" @click=${() => onDraw(target)}>Draw</button>
    </div>
  `;
}

function renderBoard({ onPhotos, onDraw }: TransferView, target: Target, before: number) {
  return html`
    <deconv-sketch
      @sketch=${({ detail }: CustomEvent<Pick<NamedPicture, 'picture'>>) =>
        onPhotos([{ ...detail, name: `drawing ${before + 1}` }], target)}
      @close=${() => onDraw(undefined)}
    ></deconv-sketch>
  `;
}
