import type { ArgsDef, CommandContext } from 'citty';

/** A command line as its command gets it: what was said, by the names of its arguments, and as it was typed. */
export type Typed<T extends ArgsDef> = Pick<CommandContext<T>, 'args' | 'rawArgs'>;
