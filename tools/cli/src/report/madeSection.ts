import { html, htmlFacts, type Html } from './html.js';
import type { Made } from './ReportRun.js';

/** Commands, durations and hashes of all parts. */
export function madeSection(made: readonly Made[], facts: readonly [string, string][]): Html {
  return html`${htmlFacts(facts)}
    <ol class="parts">
      ${made.map(partOf)}
    </ol>`;
}

function partOf({ name, command, seconds, key }: Made): Html {
  // Lines break between words alone: half an option is none.
  const words = command.split(' ').map((word) => html`<span>${word}</span> `);
  return html`<li>
    <b>${name}</b> <code>${words}</code>
    <span class="note">took ${seconds.toFixed(1)} s, hash ${key.slice(0, 12)}</span>
  </li>`;
}
