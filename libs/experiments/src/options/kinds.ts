import * as v from 'valibot';

/** A whole number that is not smaller than another one. */
export function whole(least: number) {
  const words = `a whole number ≥ ${least}`;
  return v.pipe(v.number(words), v.safeInteger(words), v.minValue(least, words));
}

interface Range {
  /** Values must be larger. */
  above?: number;
  /** Values must be smaller. */
  below?: number;
}

/** A number in a range. */
export function number({ above = -Infinity, below = Infinity }: Range = {}) {
  const range = [above > -Infinity && `> ${above}`, below < Infinity && `< ${below}`];
  const words = ['a number', range.filter(Boolean).join(' and ')].join(' ').trim();
  return v.pipe(
    v.number(words),
    v.check((value) => value > above && value < below, words),
  );
}

/** One of a few words. */
export const choice = <const T extends readonly string[]>(choices: T) =>
  v.picklist(choices, choices.join(', '));

/** A text that something reads. @param read throws an `UnfitOption` where it cannot, and says what is expected */
export const readBy = (read: (text: string) => unknown) =>
  v.pipe(
    v.string('a text'),
    v.check((text) => {
      read(text);
      return true;
    }),
  );

/** Names of layers, or of something else. */
export const names = v.array(v.string('a name'), 'a list of names');

/** What an option is for, in the few words that a command's help has room for. */
export const said = <T extends v.GenericSchema>(schema: T, words: string) =>
  v.pipe(schema, v.description(words));

/** An option that may be left out: what is then taken, where that does not hang on the network. */
export const optional = v.exactOptional;

/**
 * Two numbers, the smaller one first.
 * @param example of such a pair, as it is typed
 */
export function pair({ above = -Infinity, below = Infinity }: Range, example: string) {
  const words = `two numbers, such as ${example}`;
  return v.pipe(
    v.custom<[number, number]>(isPair, words),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const { value } = dataset;
      for (const [key, least] of [above, value[0]].entries()) {
        const { issues } = v.safeParse(number({ above: least, below }), value[key]);
        const path: [v.UnknownPathItem] = [
          { type: 'unknown', origin: 'value', input: value, key, value: value[key] },
        ];
        if (!issues) continue;
        addIssue({ input: value[key], message: issues[0].message, path });
        return;
      }
    }),
  );
}

const isPair = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((each) => Number.isFinite(each));
