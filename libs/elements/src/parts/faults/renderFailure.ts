import { html } from 'lit';

/**
 * What went wrong, and the way on.
 * @param what in a few words; a page says it in its own by the slot `error`
 * @param message of the error
 */
export function renderFailure(what: string, message: string, again: () => void) {
  return html`
    <div class="failure" part="error">
      <slot name="error"><h3>${what}</h3></slot>
      <p>${message}</p>
      <button type="button" class="button" @click=${again}>Try again</button>
    </div>
  `;
}
