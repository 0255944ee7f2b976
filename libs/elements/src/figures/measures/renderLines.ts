import { html } from 'lit';
import type { LineChart } from './Line.js';
import { renderLineChart, renderMark } from './renderLineChart.js';
import { spreadInWords } from './spreadInWords.js';

interface Lines {
  chart: LineChart;
  /** Of the chart, in CSS pixels. */
  width: number;
  pointed: number | undefined;
  onPoint: (place: number | undefined) => void;
}

/** A chart, and beside it its key, which is a table of all that is drawn. */
export function renderLines({ chart, width, pointed, onPoint }: Lines) {
  const { places, lines, head, note } = chart;
  return html`
    <div class="chart">
      <h3>Right answers</h3>
      ${renderLineChart({ chart, width, pointed, onPoint })}
    </div>
    <div class="key" part="numbers" tabindex="0" role="region" aria-label=${chart.title}>
      <table>
        <caption class="unseen">
          ${chart.title}, in per cent
        </caption>
        <thead>
          <tr>
            <th scope="col">${head}</th>
            ${lines.map((line) => html`<th scope="col">${renderMark(line, chart)} ${line.name}, %</th>`)}
          </tr>
        </thead>
        <tbody>
          ${places.map(
            ({ label }, i) => html`
              <tr
                class=${i === pointed ? 'pointed' : ''}
                @pointerenter=${() => onPoint(i)}
                @pointerleave=${() => onPoint(undefined)}
              >
                <th scope="row">${label}</th>
                ${lines.map(({ measures }) => html`<td>${spreadInWords(measures[i])}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet note">${note}</p>
  `;
}
