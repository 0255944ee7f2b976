import { html } from 'lit';

interface Checks {
  legend: string;
  options: readonly string[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

/** Any number of several, but not none. */
export function renderChecks({ legend, options, chosen, onChoose }: Checks) {
  const toggle = (event: Event, option: string): void => {
    const on = (event.target as HTMLInputElement).checked;
    const kept = options.filter((each) => (each === option ? on : chosen.includes(each)));
    if (kept.length) onChoose(kept);
    else (event.target as HTMLInputElement).checked = true;
  };
  return html`
    <fieldset>
      <legend>${legend}</legend>
      <div class="checks">
        ${options.map(
          (option) => html`
            <label>
              <input
                type="checkbox"
                .checked=${chosen.includes(option)}
                @change=${(event: Event) => toggle(event, option)}
              />
              <span>${option}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
