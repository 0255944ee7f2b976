// Draws documents in the page that a `PageBench` opens.
import '@deconv/elements';
import * as documents from '../../../libs/elements/test/documents.js';

/** What became of a document in its element. */
export interface Drawn {
  stage: 'ready' | 'error';
  /** What the element says in the place of a drawing. */
  problem: string;
  /** What nobody caught. */
  uncaught: string[];
}

/** An element that draws a document. */
type Figure = HTMLElement & { src: string; updateComplete: Promise<boolean> };

const uncaught: string[] = [];
const note = (thrown: unknown): void => {
  uncaught.push(
    thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : String(thrown),
  );
};
addEventListener('error', ({ error, message }) => note(error ?? message));
addEventListener('unhandledrejection', ({ reason }) => note(reason));

/** Sound documents, one of each probe. */
function seeds(): [name: string, document: unknown][] {
  const makers = Object.entries(documents).filter(
    // The lens takes its document beside a photo, and goes on without one that it cannot read.
    ([name]) => name.endsWith('Results') && name !== 'lensResults',
  );
  return makers.map(([name, make]) => [name, (make as () => unknown)()]);
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** @param inPage the document stands in the page, else it is fetched */
async function draw(tag: string, text: string, inPage: boolean): Promise<Drawn> {
  uncaught.length = 0;
  const holder = Object.assign(document.createElement('script'), {
    type: 'application/json',
    id: 'case',
  });
  holder.textContent = text;
  const figure = document.createElement(tag) as Figure;
  figure.src = inPage ? '#case' : URL.createObjectURL(new Blob([text]));
  const told = new Promise<Drawn['stage']>((resolve) => {
    figure.addEventListener('load', () => resolve('ready'), { once: true });
    figure.addEventListener('error', () => resolve('error'), { once: true });
    addEventListener('error', () => resolve('error'), { once: true });
    addEventListener('unhandledrejection', () => resolve('error'), { once: true });
  });
  document.body.append(holder, figure);
  const stage = await told;
  await figure.updateComplete.catch(note);
  await frame();
  const problem = figure.shadowRoot?.querySelector('[part=error] p')?.textContent ?? '';
  if (!inPage) URL.revokeObjectURL(figure.src);
  figure.remove();
  holder.remove();
  await frame();
  return { stage, problem, uncaught: [...uncaught] };
}

const bench = { seeds, draw };
export type PageOfBench = typeof globalThis & { bench: typeof bench };
(globalThis as PageOfBench).bench = bench;
