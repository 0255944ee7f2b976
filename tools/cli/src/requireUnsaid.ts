import { everySaid } from './options.js';
import { UsageError } from './UsageError.js';

/**
 * An option that changes nothing here is not passed over in silence.
 * @param names of the options, without dashes
 * @param because why they do nothing, and what to do
 * @throws UsageError where one of them is said
 */
export function requireUnsaid(names: readonly string[], rawArgs: string[], because: string): void {
  const idle = names.find((name) => everySaid(name, rawArgs).length > 0);
  if (idle !== undefined) throw new UsageError(`--${idle} does nothing here: ${because}`);
}
