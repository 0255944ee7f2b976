import { LIMITS, type Limits } from '@deconv/probes';
import { number } from '../options.js';
import { UsageError } from '../UsageError.js';

/** The options that say from where on something is worth a word, as they stand on the command line. */
export type LimitArgs = Partial<Record<keyof Limits, string | undefined>>;

/** @throws UsageError for a value that is none of its option */
export function limitsOf({ dominant, dominated, cosine, bands }: LimitArgs): Limits {
  const share = { above: 0, below: 1 };
  return {
    dominant: dominant === undefined ? LIMITS.dominant : number('dominant', dominant, { above: 1 }),
    dominated: dominated === undefined ? LIMITS.dominated : number('dominated', dominated, share),
    cosine: cosine === undefined ? LIMITS.cosine : number('cosine', cosine, share),
    bands: bands === undefined ? LIMITS.bands : bandsOf(bands),
  };
}

function bandsOf(said: string): Limits['bands'] {
  const [from, to, ...more] = said.split(',');
  if (from === undefined || to === undefined || more.length)
    throw new UsageError(`--bands is "${said}"; expected two numbers, such as 0.125,0.25`);
  const begin = number('bands', from, { above: 0, below: 0.5 });
  return [begin, number('bands', to, { above: begin, below: 0.5 })];
}
