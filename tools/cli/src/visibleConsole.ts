import { visible } from '@deconv/untrusted';
import { format } from 'node:util';

/** What libraries print of a model, names of its layers for example, does nothing to a terminal, and mixes with no result. */
export function visibleConsole(): void {
  for (const name of ['log', 'info', 'warn', 'error'] as const)
    console[name] = (...what: unknown[]) =>
      void process.stderr.write(`${visible(format(...what))}\n`);
}
