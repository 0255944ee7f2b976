import { visible } from '@deconv/untrusted';
import { escapeXml } from '../escapeXml.js';

/** Markup. What is put into it is text, and escaped, unless it is markup itself. */
export class Html {
  constructor(readonly text: string) {}
}

type Content = string | number | Html | undefined | readonly (Html | string)[];

/** Markup with values in it: names of files and classes never become tags. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(String.raw({ raw: strings.raw }, ...values.map(written)));
}

function written(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return escapeXml(String(value));
}

/** A document inside a page; `</script>` in a name must not end it. */
export function jsonScript(id: string, document: unknown): Html {
  const text = visible(JSON.stringify(document)).replaceAll('<', '\\u003c');
  return new Html(`<script type="application/json" id="${escapeXml(id)}">${text}</script>\n`);
}

/** What is known at a glance: terms, and a value of each. */
export function htmlFacts(facts: readonly (readonly [string, string])[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ([term, fact]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${fact}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Pictures side by side, with what is said of each beneath. */
export function htmlCells(cells: readonly { picture: Html; lines: readonly Html[] }[]): Html {
  return html`<ul class="cells">
    ${cells.map(({ picture, lines }) => html`<li>${picture} ${lines}</li>`)}
  </ul>`;
}

/** A table whose first column names its rows. */
export function htmlTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | number | Html)[])[],
): Html {
  const body = rows.map(
    ([first, ...rest]) =>
      html`<tr>
        <th scope="row">${first}</th>
        ${rest.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}
