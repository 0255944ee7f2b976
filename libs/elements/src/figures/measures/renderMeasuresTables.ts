import type { AblateResults } from '@deconv/results';
import { html } from 'lit';
import { renderTable } from '../../parts/results/renderTable.js';
import { FILTER_MEASURES } from './filterMeasures.js';
import type { LineChart } from './Line.js';

const percent = (share: number): string => (100 * share).toFixed(2);

/** Every draw of the images learned from, by place and line. */
export function renderDraws({ title, head, places, lines }: LineChart) {
  const own = lines.filter(({ paper }) => !paper);
  return renderTable({
    caption: `${title}, in per cent: every draw`,
    head: [head, ...own.map(({ name }) => name)],
    rows: places.map(({ label }, i) => [
      label,
      ...own.map(({ measures }) => measures[i]?.each.map(percent).join(', ') ?? '–'),
    ]),
  });
}

/** Every training by itself. */
export function renderRuns({ networks }: AblateResults) {
  const runs = networks.flatMap(({ name, runs: own }) => own.map((run) => ({ name, run })));
  return html`
    ${renderTable({
      caption: 'Every training',
      head: ['Network', 'seed', 'training error, %', 'validation error, %', 'seconds'],
      rows: runs.map(({ name, run: { seed, training, validation, seconds } }) => [
        ...[name, seed, percent(training.error), percent(validation.error), seconds],
      ]),
    })}
    ${renderTable({
      caption: 'What was found of its filters',
      head: ['Network, seed, layer', ...FILTER_MEASURES.map(({ name }) => name)],
      rows: runs.flatMap(({ name, run: { seed, layers } }) =>
        layers.map((layer) => [
          `${name}, ${seed}, ${layer.layer}`,
          ...FILTER_MEASURES.map(({ of, format }) => {
            const value = of(layer);
            return value === null ? '–' : format(value);
          }),
        ]),
      ),
    })}
  `;
}
