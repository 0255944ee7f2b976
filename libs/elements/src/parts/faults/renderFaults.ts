import { html } from 'lit';

/** What is wrong with what a page or its reader gave, where the figure goes on. */
export const renderFaults = (faults: readonly string[]) =>
  faults.map((fault) => html`<p class="fault" part="fault">${fault}</p>`);
