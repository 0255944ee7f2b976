import { html, htmlFacts, type Html } from './html.js';
import type { Made } from './ReportRun.js';

/** Commands, durations and hashes of all parts. */
export function madeSection(made: readonly Made[], facts: readonly [string, string][]): Html {
  const away = made.some(({ command }) => command.includes('"$PLACE_OF_'));
  return html`${htmlFacts(facts)} ${away ? AWAY : undefined}
    <ol class="parts">
      ${made.map(partOf)}
    </ol>`;
}

const AWAY = html`<p>
  A name after a dollar sign stands for a file or folder whose place is not told here: set it
  before, such as PLACE_OF_PHOTOS=/where/they/are.
</p>`;

function partOf({ name, command, seconds, key }: Made): Html {
  return html`<li>
    <b>${name}</b> ${commandOf(command)}
    <span class="note">took ${seconds.toFixed(1)} s, hash ${key.slice(0, 12)}</span>
  </li>`;
}

/** Of a longer command, most is images. */
const [LONG, SHOWN] = [2000, 200];

/** A command whole, if need be folded away. */
function commandOf(command: string): Html {
  // Lines break between words alone: half an option is none.
  const code = html`<code>${command.split(' ').map((word) => html`<span>${word}</span> `)}</code>`;
  if (command.length < LONG) return code;
  return html`<details>
    <summary><code>${command.slice(0, SHOWN)} …</code></summary>
    ${code}
  </details>`;
}
