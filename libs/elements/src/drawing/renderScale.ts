import { html } from 'lit';
import { formatNumber } from '../words/formatNumber.js';

/**
 * The one scale of a projection: black and white are the same distance from zero, which is grey.
 * @param end largest absolute value; 0 where all is zero, undefined while there is nothing
 */
export function renderScale(end: number | undefined) {
  const [least, most] = end ? [`−${formatNumber(end)}`, `+${formatNumber(end)}`] : ['', ''];
  return html`
    <span class="ramp" aria-hidden="true"></span>
    <span class="ends"><span>${least}</span> <span>0</span> <span>${most}</span></span>
  `;
}
