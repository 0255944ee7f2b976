import { visibleName } from './visible.js';

/**
 * Text of somebody else's, short and harmless enough to be quoted in a message: its beginning, and `…` where there is more.
 * @param most characters that are kept
 */
export function brief(text: string, most = 100): string {
  const shown = visibleName(text.slice(0, most));
  return text.length > most ? `${shown}…` : shown;
}
