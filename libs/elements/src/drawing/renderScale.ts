import { html } from 'lit';
import { formatNumber } from '../grid/formatNumber.js';

/**
 * The one scale of a projection: black and white are the same distance from zero, which is grey.
 * @param end largest absolute value; undefined while there is nothing
 */
export function renderScale(end: number | undefined) {
  const number = end === undefined ? '' : formatNumber(end);
  return html`
    <span class="ramp" aria-hidden="true"></span>
    <span class="ends"><span>−${number}</span> <span>0</span> <span>+${number}</span></span>
  `;
}
