import type { OptionsSchema } from '@deconv/experiments';
import type { Declared } from '../requireUsage.js';

/** What a command line adds to an experiment's options, by their names. */
export type Flags<S extends OptionsSchema> = Partial<
  Record<keyof S['entries'], Pick<Declared, 'with'> & { required?: true }>
>;
