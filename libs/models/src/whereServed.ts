import type { ReadFile } from './modelFiles.js';
import { NotServed } from './NotServed.js';

/**
 * Reads files that a model may lack: those that a server does not give out count as absent.
 * @param onNote hears of each of these, in words: its absence may be a surprise
 */
export const whereServed =
  (read: ReadFile, onNote: (note: string) => void = () => undefined): ReadFile =>
  async (name) => {
    try {
      return await read(name);
    } catch (error) {
      if (!(error instanceof NotServed)) throw error;
      onNote(`goes without ${name}: ${error.message}`);
      return undefined;
    }
  };
