import { html, svg } from 'lit';
import { formatShare } from '../../words/formatShare.js';
import type { LessonLearned } from './LearnController.js';
import { interval } from './interval.js';
import { tally } from './verdictOf.js';

/** A drawing of a share, in its own units, with room for a mark at either end. */
const [WIDTH, HEIGHT, INSET] = [240, 22, 8];

/** How it does on photos that it has not seen, as far as so few can say. */
export function renderTally(lesson: LessonLearned) {
  const { right, count } = tally(lesson);
  const guess = 1 / lesson.photoSet.classes.length;
  if (!count)
    return html`<p class="tally">
      Each class has but one photo: there is none left over to test it by. Add a second to each.
    </p>`;
  const [low, high] = interval(right, count);
  return html`
    <div class="tally" part="tally">
      <h3>On photos that it has not seen</h3>
      <p>
        <b>${right} of ${count} right</b>, each answered by a classifier that learned the others.
        From so few, its rate on such photos may lie anywhere between ${formatShare(low)} and
        ${formatShare(high)} (a 95${'\u202f'}% interval); guessing gives ${formatShare(guess)}.
      </p>
      ${renderRange(right / count, [low, high], guess)}
    </div>
  `;
}

function renderRange(share: number, [low, high]: [number, number], guess: number) {
  const x = (value: number): number => INSET + value * (WIDTH - 2 * INSET);
  const y = HEIGHT / 2;
  return html`
    <svg class="range" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      <line class="grid" x1=${x(0)} x2=${x(1)} y1=${y} y2=${y} />
      ${[0, 1].map((end) => svg`<line class="grid" x1=${x(end)} x2=${x(end)} y1="4" y2=${HEIGHT - 4} />`)}
      <line class="guess" x1=${x(guess)} x2=${x(guess)} y1="1" y2=${HEIGHT - 1} />
      <line class="whisker" x1=${x(low)} x2=${x(high)} y1=${y} y2=${y} />
      <circle cx=${x(share)} cy=${y} r="5" />
    </svg>
  `;
}
