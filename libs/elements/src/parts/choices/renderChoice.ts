import { html, nothing } from 'lit';

interface Choice {
  legend: string;
  /** Tells this group of radio buttons from others of the element. */
  name: string;
  options: { value: string; label: string; picture?: string | undefined }[];
  chosen: string;
  onChoose: (value: string) => void;
}

/** One of several, as radio buttons side by side. */
export function renderChoice({ legend, name, options, chosen, onChoose }: Choice) {
  return html`
    <fieldset class="choice" part="choice">
      <legend>${legend}</legend>
      <div class="segments">
        ${options.map(
          ({ value, label, picture }) => html`
            <label class="segment">
              <input
                type="radio"
                name=${name}
                value=${value}
                .checked=${value === chosen}
                @change=${() => onChoose(value)}
              />
              ${picture ? html`<img class="sight" src=${picture} alt="" />` : nothing}
              <span class="name">${label}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
