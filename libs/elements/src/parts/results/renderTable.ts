import { html } from 'lit';

interface Table {
  caption: string;
  /** Over each column, that of the rows' names included. */
  head: (string | number)[];
  /** Each begins with its name. */
  rows: (string | number)[][];
}

/** A plain table of numbers. */
export function renderTable({ caption, head, rows }: Table) {
  return html`
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...values]) => html`
            <tr>
              <th scope="row">${name}</th>
              ${values.map((value) => html`<td>${value}</td>`)}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
