import { html, nothing } from 'lit';

/** Files that a figure can be saved as. */
export const SAVED_AS = {
  PNG: 'image/png',
  SVG: 'image/svg+xml',
  JSON: 'application/json',
} as const;
export type SavedAs = keyof typeof SAVED_AS;

const MEANS: Readonly<Record<SavedAs, string>> = {
  PNG: 'A picture',
  SVG: 'A drawing, with text that can be searched',
  JSON: 'The data',
};

/** Where the reader saves a figure. */
export function renderSave(onSave: (as: SavedAs) => void, problem: string | undefined) {
  return html`
    <details class="save" part="save">
      <summary>Save</summary>
      <span class="ways">
        ${Object.entries(MEANS).map(
          ([name, means]) => html`
            <button
              type="button"
              class="way"
              title=${means}
              aria-label="Save as ${name}"
              @click=${() => onSave(name as SavedAs)}
            >
              ${name}
            </button>
          `,
        )}
        ${problem ? html`<span class="unsaved">${problem}</span>` : nothing}
      </span>
    </details>
  `;
}
