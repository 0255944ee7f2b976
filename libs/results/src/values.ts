import * as v from 'valibot';

/** What is computed in float32 is no larger; sums and differences of such numbers, in which charts are drawn, are finite. */
const LARGEST = 1e39;
/** No network reads larger images, and a picture of so many pixels can still be drawn. */
const WIDEST = 4096;

const number = (least: number, most: number, words: string) =>
  v.custom<number>((value) => typeof value === 'number' && value >= least && value <= most, words);

const whole = (least: number, most: number, words: string) =>
  v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number ${words}`,
  );

export const count = whole(0, Infinity, 'from 0');
export const atLeastOne = whole(1, Infinity, 'from 1');
/** Of what is drawn, in pixels, or positions of a map. */
export const side = whole(1, WIDEST, `from 1 to ${WIDEST}`);
/** Red, green, blue. */
const byte = whole(0, 255, 'from 0 to 255');
export const colour = v.strictTuple([byte, byte, byte]);
/** Row and column, or a height and a width. */
export const place = v.strictTuple([count, count]);

export const finite = number(-LARGEST, LARGEST, `a number from -${LARGEST} to ${LARGEST}`);
export const atLeastZero = number(0, LARGEST, `a number from 0 to ${LARGEST}`);
export const positive = number(Number.MIN_VALUE, LARGEST, `a number above 0, up to ${LARGEST}`);
export const share = number(0, 1, 'a number from 0 to 1');

export const text = v.custom<string>(
  (value) => typeof value === 'string' && value !== '',
  'a text that is not empty',
);

/** SHA-256 of weights and preprocessing, hexadecimal: two runs with one fingerprint asked the same network. */
export const fingerprint = v.custom<string>(
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  '64 hexadecimal digits',
);

/** One of the values that there are. */
export const oneOf = <const T extends string | number>(...values: T[]) =>
  v.custom<T>(
    (value) => (values as unknown[]).includes(value),
    values.map((each) => JSON.stringify(each)).join(' or '),
  );

/** How signals may be rectified on the way down. */
export const RULES = ['deconvnet', 'gradient', 'guided'] as const;

/** How signals were rectified on the way down. */
export const rule = oneOf(...RULES);
