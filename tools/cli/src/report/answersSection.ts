import { addedInWords, quantityInWords } from '@deconv/experiments';
import { numbersIn } from '@deconv/results';
import { closerLook, type Answer, type Answers } from './answersOf.js';
import { html, htmlCells, htmlFacts, htmlTable, type Html } from './html.js';

const percent = (share: number): string => `${(100 * share).toFixed(1)}\u202f%`;

/** How many lines of a list are shown, and how many images. */
const LINES = 10;
/** How many answers to an image count as near. */
const FIVE = 5;

/** The images that a reader sees with their answers: two halves, see `closerLook`. */
export const imagesShown = (answers: Answers): [Answer[], Answer[]] => closerLook(answers, LINES);

interface Known {
  /** What one of the numbers is called. */
  name: (index: number) => string;
  /** How many classes the network tells apart. */
  classes: number;
  /** Turns the path of an image into the name that readers see. */
  shorten: (image: string) => string;
  /** Addresses of pictures, by the paths of images. */
  pictures: ReadonlyMap<string, string>;
}

/** Accuracy where classes are known, and what else the answers tell. */
export function answersSection(
  answers: Answers,
  { name, classes, shorten, pictures }: Known,
): Html {
  const { all, skipped, accuracy } = answers;
  return html`<p>
      ${all.length} images looked
      at${skipped.length ? `, ${skipped.length} could not be read` : ''}.
      ${accuracy?.how ?? without(answers)}
      ${answers.answer.added && `(${addedInWords(answers.answer.added)}.)`}
    </p>
    ${accuracy && scored(accuracy, classes, name)}
    ${looks(answers, (answer) => cellOf(answer, { name, shorten, pictures }))}
    ${unread(skipped, shorten)}`;
}

const without = ({ answer: { kind } }: Answers): string =>
  kind === 'numbers'
    ? 'The network answers with plain numbers, not with classes, so there is no accuracy.'
    : 'Folders do not tell which class an image shows, so there is no accuracy.';

type Accuracy = NonNullable<Answers['accuracy']>;

function scored(accuracy: Accuracy, count: number, name: (index: number) => string): Html {
  const { top1, top5, confusions } = accuracy;
  const taken = confusions
    .slice(0, LINES)
    .map(({ shown, answered, count }) => [name(shown), name(answered), count] as const);
  const mistakes = htmlTable('Most frequent mistakes', ['Shown', 'Answered', 'Images'], taken);
  const facts = [
    ['Right at once', percent(top1)],
    // Of no more than five, every one is among them.
    ...(count > FIVE ? [['Among five', percent(top5)] as const] : []),
  ] as const;
  return html`${htmlFacts(facts)}
    <div class="beside">${byClass(accuracy, name)} ${taken.length ? mistakes : undefined}</div>`;
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

type Cell = Parameters<typeof htmlCells>[0][number];

function looks(answers: Answers, cellOf: (answer: Answer) => Cell): Html {
  const titles = answers.accuracy
    ? ['The surest right answers', 'The surest wrong answers']
    : answers.answer.kind === 'numbers'
      ? ['The largest numbers', 'The smallest ones']
      : ['The surest answers', 'The least sure ones'];
  const halves = imagesShown(answers).map((half, i) =>
    half.length
      ? html`<h3>${titles[i]}</h3>
          ${htmlCells(half.map(cellOf))}`
      : html``,
  );
  return html`${halves}`;
}

function cellOf(
  { image, label, index, shown, ...said }: Answer,
  { name, shorten, pictures }: Pick<Known, 'name' | 'shorten' | 'pictures'>,
): Cell {
  const wrong = shown !== undefined && shown !== index;
  const picture = html`<img src="${pictures.get(image)}" alt="" loading="lazy" />`;
  return {
    picture,
    lines: [
      html`<b>${label}</b>`,
      html`<span
        >${quantityInWords(said, numbersIn(said)).replace(' ', '\u202f')}${wrong ? `, shown: ${name(shown)}` : undefined}</span
      >`,
      html`<span class="note">${shorten(image)}</span>`,
    ],
  };
}

function unread(skipped: Answers['skipped'], shorten: (image: string) => string): Html | undefined {
  if (!skipped.length) return undefined;
  const rows = skipped.map(({ image, reason }) => [shorten(image), reason]);
  return htmlTable('Images that could not be read', ['Image', 'Why'], rows);
}
