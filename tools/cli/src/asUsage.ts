import { UsageError } from './UsageError.js';

/** Makes a usage error of what a library says is wrong with the value of an option. */
export function asUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--${error.message}`);
    throw error;
  }
}
