import { html } from 'lit';
import { minus } from './digits.js';

interface NumbersAt {
  caption: unknown;
  /** Positions in the map, as headings. */
  rows: readonly number[];
  columns: readonly number[];
  /** A cell, by row and column of the table. */
  cell: (row: number, column: number) => unknown;
}

/** Numbers of a part of a map, under the rows and columns of the map. */
export function renderNumbersAt({ caption, rows, columns, cell }: NumbersAt) {
  return html`
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns.map((column) => html`<th scope="col">${minus(column)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, r) => html`
            <tr>
              <th scope="row">${minus(row)}</th>
              ${columns.map((_, c) => cell(r, c))}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
