import { numbersIn, type AttributeResultsImage } from '@deconv/results';
import { cssColour } from '@deconv/pictures';
import { html, nothing } from 'lit';
import { formatNumber } from '../../words/formatNumber.js';
import { quantityOf } from '../../words/quantityOf.js';

/** The answer, and whether all attributions add up to what they should. */
export function renderSums({ label, completeness, ...said }: AttributeResultsImage) {
  const row = (name: unknown, value: number) => html`
    <tr>
      <th scope="row">${name}</th>
      <td>${formatNumber(value)}</td>
    </tr>
  `;
  return html`
    <table class="sums">
      <caption>
        ${completeness ? 'What all attributions add up to, and what they should' : 'The answer'}
      </caption>
      <tbody>
        ${row(quantityOf(said, label), numbersIn(said))}
        ${
          completeness
            ? html`
                ${row(
                  html`Of the baseline
                    <span
                      class="swatch"
                      .style="background: ${cssColour(completeness.fill)}"
                    ></span>`,
                  completeness.baseline,
                )}
                ${row('Difference', completeness.difference)}
                ${row('Sum of all attributions', completeness.sum)}
              `
            : nothing
        }
      </tbody>
    </table>
  `;
}
