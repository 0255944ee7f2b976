import { html, htmlFacts, htmlTable, type Html } from './html.js';
import type { Made } from './ReportRun.js';

/** Commands, durations and hashes of all parts. */
export function madeSection(made: readonly Made[], facts: readonly [string, string][]): Html {
  const rows = made.map(({ name, command, seconds, key }) => [
    name,
    html`<code>${command}</code>`,
    `${seconds.toFixed(1)} s`,
    key.slice(0, 12),
  ]);
  return html`${htmlFacts(facts)} ${htmlTable('Parts', ['Part', 'Command', 'Took', 'Hash'], rows)}`;
}
