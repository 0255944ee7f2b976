import * as v from 'valibot';

/** A list that is not shorter than something can be drawn of. */
export const atLeast = <T extends v.GenericSchema>(least: number, item: T) =>
  v.pipe(
    v.array(item),
    v.check(({ length }) => length >= least, `a list of at least ${least}`),
  );
