import { sharedEngine, type ModelSummary } from '@deconv/engine';

/** What it says of a photo. */
const answerInWords = ({ classes, answer }: ModelSummary): string =>
  answer?.kind === 'numbers'
    ? `answers with ${classes} plain numbers`
    : `tells ${classes} classes apart`;

/** Height and width. */
const sizeInWords = (size: ModelSummary['inputSize']): string =>
  (typeof size === 'number' ? [size, size] : size).join(' × ');

/** The look at a network that goes on: a newer one ends it. */
let looking = new AbortController();

/**
 * Says of a network what it is, or why it cannot be used and what to do.
 * @param network its address; undefined for one of which nothing is to be said
 */
export async function examine(panel: HTMLElement, network: string | undefined): Promise<void> {
  looking.abort();
  const { signal } = (looking = new AbortController());
  const room = panel.querySelector<HTMLElement>('.doctor')!;
  if (network === undefined) {
    say(room);
    return;
  }
  const onProgress = followIn(room);
  try {
    const options = { signal, onProgress };
    const found = await sharedEngine().loadModel(network, options);
    const { layers, inputSize, notes = [] } = found;
    const names = layers.map(({ name, kind }) => `${name} (${kind})`).join(', ');
    say(
      room,
      `It reads ${sizeInWords(inputSize)} pixels and ${answerInWords(found)}.`,
      `${layers.length} layers can be projected: ${names}.`,
      ...notes.map((note) => `Note: the network ${note}.`),
    );
  } catch (error) {
    if (signal.aborted) return;
    say(room, 'This network does not fit:', error instanceof Error ? error.message : String(error));
  }
}

/** Shows how far the look is. Words change only with what is done, since readers may hear them. */
function followIn(room: HTMLElement): (fraction: number, message: string) => void {
  say(room, 'Looking at it …');
  const words = room.querySelector('p')!;
  const bar = Object.assign(document.createElement('progress'), { ariaLabel: 'Looking at it' });
  room.append(bar);
  return (fraction, message) => {
    bar.value = fraction;
    const text = `Looking at it: ${message} …`;
    if (words.textContent !== text) words.textContent = text;
  };
}

function say(room: HTMLElement, ...lines: string[]): void {
  room.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })),
  );
}
