import { html } from 'lit';

interface Select {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
  onChoose: (value: string) => void;
}

/** One of many. */
export function renderSelect({ label, options, chosen, onChoose }: Select) {
  return html`
    <label>
      <span>${label}</span>
      <select @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}>
        ${options.map(
          (option) => html`
            <option value=${option.value} .selected=${option.value === chosen}>
              ${option.label}
            </option>
          `,
        )}
      </select>
    </label>
  `;
}
