import { worthALook, type Answers } from './answersOf.js';
import { html, htmlFacts, htmlTable, type Html } from './html.js';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** How many lines of a list are shown. */
const LINES = 10;

/** Accuracy where classes are known, and what else the answers tell. */
export function answersSection(
  answers: Answers,
  labels: readonly string[],
  shorten: (image: string) => string,
): Html {
  const name = (index: number): string => labels[index] ?? `class ${index}`;
  const { all, skipped, accuracy } = answers;
  return html`<p>
      ${all.length} images looked
      at${skipped.length ? `, ${skipped.length} could not be read` : ''}.
      ${accuracy?.how ?? 'Folders do not tell which class an image shows, so there is no accuracy.'}
    </p>
    ${accuracy && scored(accuracy, name)} ${surest(answers, name, shorten)}
    ${unread(skipped, shorten)}`;
}

type Accuracy = NonNullable<Answers['accuracy']>;

function scored(accuracy: Accuracy, name: (index: number) => string): Html {
  const { top1, top5, confusions } = accuracy;
  const taken = confusions
    .slice(0, LINES)
    .map(({ shown, answered, count }) => [name(shown), name(answered), count] as const);
  const mistakes = htmlTable('Most frequent mistakes', ['Shown', 'Answered', 'Images'], taken);
  const facts = [
    ['Right at once', percent(top1)],
    ['Among five', percent(top5)],
  ] as const;
  return html`${htmlFacts(facts)} ${byClass(accuracy, name)} ${taken.length ? mistakes : undefined}`;
}

function byClass({ classes }: Accuracy, name: (index: number) => string): Html {
  const rows = classes.map(({ index, images, right }) => [
    name(index),
    html`<meter min="0" max="1" value="${right / images}" aria-hidden="true"></meter>
      ${percent(right / images)}`,
    images,
  ]);
  return htmlTable('Accuracy by class', ['Class', 'Right', 'Images'], rows);
}

function surest(
  answers: Answers,
  name: (index: number) => string,
  shorten: (image: string) => string,
) {
  const { accuracy } = answers;
  const rows = worthALook(answers, LINES).map(({ image, label, probability, shown }) => [
    shorten(image),
    ...(shown === undefined ? [] : [name(shown)]),
    label,
    percent(probability),
  ]);
  const caption = accuracy
    ? 'The surest right answers, and the surest wrong ones'
    : 'The surest answers, and the least sure ones';
  const head = ['Image', ...(accuracy ? ['Shown'] : []), 'Answer', 'Probability'];
  return htmlTable(caption, head, rows);
}

function unread(skipped: Answers['skipped'], shorten: (image: string) => string): Html | undefined {
  if (!skipped.length) return undefined;
  const rows = skipped.map(({ image, reason }) => [shorten(image), reason]);
  return htmlTable('Images that could not be read', ['Image', 'Why'], rows);
}
