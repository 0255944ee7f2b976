import { quantityInWords } from '@deconv/experiments';
import { numbersIn, type AnswerField } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { print } from '../print.js';
import { makeWay } from '../say.js';
import type { Classified } from './Classified.js';

/** Prints answers as they come. */
export interface Printer {
  add(answer: Classified): Promise<void>;
  /** @param left images that were not looked at, where the command was interrupted */
  end(left: number): Promise<void>;
}

/** Prints for people: an image, and a line for each class. What could not be looked at is said in the end. */
export function textPrinter(): Printer {
  return {
    add: async (answer) => {
      if ('error' in answer) return;
      makeWay();
      await print(linesOf(answer).join('\n'));
    },
    end: () => Promise.resolve(),
  };
}

function linesOf({ image, predictions }: Extract<Classified, { predictions: unknown }>): string[] {
  const told = predictions.map((each) => quantityInWords(each, numbersIn(each)));
  const width = Math.max(WIDTH, ...told.map(({ length }) => length));
  return [
    visibleName(image),
    ...predictions.map(({ label }, i) => `  ${told[i]!.padStart(width)}  ${visibleName(label)}`),
  ];
}

/** Of `100.0 %`. */
const WIDTH = 7;

/**
 * Prints one document of JSON while it grows: `backend`, what the `answer` is, `results`, and `left` where images are. An answer is printed when the
 * next one comes, or the end, which decides whether a comma follows; whoever reads line by line has all but the last.
 */
export function jsonPrinter(header: { backend: string; answer: AnswerField }): Printer {
  let held: string | undefined;
  const begin = JSON.stringify({ ...header, results: [] }, undefined, 2).replace(/\]\n\}$/, '');
  return {
    add: async (answer) => {
      makeWay();
      await print(held === undefined ? begin : `${held},`);
      held = indented(JSON.stringify(answer, undefined, 2));
    },
    end: async (left) => {
      makeWay();
      const close = `${left > 0 ? `],\n  "left": ${left}` : ']'}\n}`;
      await print(held === undefined ? `${begin}${close}` : `${held}\n  ${close}`);
    },
  };
}

const indented = (text: string): string => text.replace(/^/gm, '    ');
