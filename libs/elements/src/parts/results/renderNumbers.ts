import { html, type TemplateResult } from 'lit';

/** What is drawn, as tables, for whoever wants to read or copy the numbers. They are made when they are asked for. */
export function renderNumbers(open: boolean, onToggle: () => void, tables: () => TemplateResult) {
  return html`
    <div class="numbers">
      <button type="button" class="link" aria-expanded=${open} @click=${onToggle}>
        ${open ? 'Hide the numbers' : 'Show the numbers as a table'}
      </button>
      ${open ? html`<div class="tables" tabindex="0" role="region" aria-label="Numbers">${tables()}</div>` : ''}
    </div>
  `;
}
