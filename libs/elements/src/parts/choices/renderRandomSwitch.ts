import { html } from 'lit';

/** The seed of the random network that the switch shows: the same one everywhere. */
const SEED = 1;

/** One switch, same place everywhere: what would a network show that has learned nothing? */
export function renderRandomSwitch(
  random: number | undefined,
  onRandom: (seed: number | undefined) => void,
) {
  return html`
    <label class="switch" title="The same layers, with weights that no one has trained">
      <input
        type="checkbox"
        role="switch"
        .checked=${random !== undefined}
        @change=${(event: Event) =>
          onRandom((event.target as HTMLInputElement).checked ? SEED : undefined)}
      />
      <span>Random network</span>
    </label>
  `;
}
