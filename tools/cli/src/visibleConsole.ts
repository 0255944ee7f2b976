import { format } from 'node:util';
import { say } from './say.js';

/** What libraries print of a model, names of its layers for example, reaches the terminal through `say`. */
export function visibleConsole(): void {
  for (const name of ['log', 'info', 'warn', 'error'] as const)
    console[name] = (...what: unknown[]) => say(format(...what));
}
