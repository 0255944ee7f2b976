import { homedir } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import { escapeXml } from '../escapeXml.js';

/**
 * Takes the places where a report's author keeps things out of a text, such as a decoder's message.
 * @param named files and folders as they were named
 * @returns a text in which absolute paths begin with what was named, with `.` for the folder the command runs in, or with
 *   `~` for the user's own
 */
export function placeHider(named: readonly string[]): (text: string) => string {
  const places = [
    ...named.map((path) => [dirname(resolve(path)), ''] as const),
    [process.cwd(), '.'] as const,
    [homedir(), '~'] as const,
  ]
    .filter(([place]) => place !== dirname(place))
    // In markup, too.
    .flatMap(([place, instead]) =>
      [place, escapeXml(place)].map((text) => [text, instead] as const),
    );
  // The innermost first, so that what is left of a path is as little as can be.
  places.sort(([a], [b]) => b.length - a.length);
  return (text) => places.reduce((told, [place, instead]) => without(told, place, instead), text);
}

/** A place is one where no other word goes on before or behind it. */
function without(text: string, place: string, instead: string): string {
  if (!text.includes(place)) return text;
  const escaped = place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const inside = new RegExp(`(?<![\\w.~/\\\\-])${escaped}[/\\\\]`, 'g');
  const alone = new RegExp(`(?<![\\w.~/\\\\-])${escaped}(?![\\w/\\\\-])`, 'g');
  return text
    .replace(inside, instead === '' ? '' : `${instead}${sep}`)
    .replace(alone, instead === '' ? '.' : instead);
}
