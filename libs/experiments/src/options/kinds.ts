import * as v from 'valibot';

/** What kind of value an option takes, as it is typed. */
export type Kind = 'number' | 'boolean' | 'text' | 'names' | 'pair';

const kind = <Input>(kind: Kind): v.MetadataAction<Input, { kind: Kind }> => v.metadata({ kind });

/** A whole number that is not smaller than another one, nor larger than a third. */
export function whole(least: number, most = Infinity) {
  const words = `a whole number ${most < Infinity ? `from ${least} to ${most}` : `≥ ${least}`}`;
  return v.pipe(
    v.number(words),
    v.safeInteger(words),
    v.minValue(least, words),
    v.maxValue(most, words),
    kind('number'),
  );
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
    kind('number'),
  );
}

/** One of a few words. */
export const choice = <const T extends readonly string[]>(choices: T) =>
  v.pipe(v.picklist(choices, choices.join(', ')), kind('text'));

/** A text that something reads. @param read throws an `UnfitOption` where it cannot, and says what is expected */
export const readBy = (read: (text: string) => unknown) =>
  v.pipe(
    v.string('a text'),
    v.check((text) => {
      read(text);
      return true;
    }),
    kind('text'),
  );

/** The name of a layer, or of something else. */
export const name = v.pipe(v.string('a name'), kind('text'));

/** Whether something is done. */
export const yesNo = v.pipe(v.boolean('true or false'), kind('boolean'));

/** Names of layers, or of something else. */
export const names = v.pipe(v.array(v.string('a name'), 'a list of names'), kind('names'));

/** What an option is for, in the few words that a command's help has room for. */
export const said = <T extends v.GenericSchema>(schema: T, words: string) =>
  v.pipe(schema, v.description(words));

/** An option that a command knows by another name. */
export const flagged = <T extends v.GenericSchema>(schema: T, flag: string) =>
  v.pipe(schema, v.metadata({ flag }));

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
    kind('pair'),
  );
}

const isPair = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((each) => Number.isFinite(each));
