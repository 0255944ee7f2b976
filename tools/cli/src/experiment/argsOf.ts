import { describeOption, type OptionsSchema } from '@deconv/experiments';
import type { ArgsDef } from 'citty';
import type { Declared } from '../requireUsage.js';
import type { Flags } from './Flags.js';

/** The arguments of a command that an experiment's options are, with their help. */
export function argsOf<S extends OptionsSchema>(schema: S, flags: Flags<S> = {}): ArgsDef {
  return Object.fromEntries(
    Object.entries(schema.entries).map(([name, option]) => {
      const { description, usual, optional, kind, flag = name } = describeOption(option);
      const { required, with: other } = flags[name as keyof Flags<S>] ?? {};
      const declared: Declared & { required?: true; default?: string; description: string } = {
        type: kind === 'boolean' ? 'boolean' : 'string',
        description,
        ...((required === true || !optional) && { required: true }),
        ...(usual !== undefined && { default: String(usual) }),
        ...(kind === 'names' && { several: true }),
        ...(other !== undefined && { with: other }),
      };
      return [flag, declared];
    }),
  ) as ArgsDef;
}
