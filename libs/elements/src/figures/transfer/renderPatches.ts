import { html } from 'lit';
import { pictureUrl } from '../../drawing/pictureUrl.js';
import type { LessonLearned } from './LearnController.js';
import { topPatches, type TopPatch } from './topPatches.js';

/** Patches of a class that are shown. */
const COUNT = 4;

/** The parts of photos that the classifier goes by, of each class. */
export function renderPatches(lesson: LessonLearned) {
  return html`
    <div class="patches" part="patches">
      <h3>What it goes by: the strongest place of each photo</h3>
      ${lesson.photoSet.classes.map(
        ({ name }, shown) => html`
          <div class="strip">
            <span>${name}</span>
            <ul>
              ${patchesOf(lesson)[shown]!.map(
                (patch) => html`
                  <li>
                    <img
                      src=${pictureUrl(patch.picture)}
                      alt="Part of ${patch.name}"
                      title="${patch.name}: +${patch.evidence.toFixed(2)}"
                    />
                  </li>
                `,
              )}
            </ul>
          </div>
        `,
      )}
    </div>
  `;
}

const cut = new WeakMap<LessonLearned, TopPatch[][]>();

/** Cut out once, however often they are drawn. */
function patchesOf(lesson: LessonLearned): TopPatch[][] {
  const patches =
    cut.get(lesson) ?? lesson.photoSet.classes.map((_, shown) => topPatches(lesson, shown, COUNT));
  cut.set(lesson, patches);
  return patches;
}
