import { html, nothing } from 'lit';
import { alike } from './digits.js';
import type { Rectified } from './Rectified.js';

/** A number before and after a rectification. */
export function renderRectified({ before, after, recorded }: Rectified) {
  const write = alike([before, after]);
  const column = (name: string) => html`<th scope="col">${name}</th>`;
  const deed =
    before === 0
      ? 'No signal is here.'
      : after === before
        ? 'It stays.'
        : after === 0
          ? 'It is cut.'
          : 'It is weakened.';
  return html`
    <div class="tables">
      <table>
        <caption>
          The signal here
        </caption>
        <thead>
          <tr>
            ${recorded === undefined ? nothing : column('on the way up')} ${column('before')}
            ${column('after')}
          </tr>
        </thead>
        <tbody>
          <tr>
            ${recorded === undefined ? nothing : html`<td>${alike([recorded])(recorded)}</td>`}
            <td>${write(before)}</td>
            <td><mark>${write(after)}</mark></td>
          </tr>
        </tbody>
      </table>
    </div>
    <p class="made">${deed}</p>
  `;
}
