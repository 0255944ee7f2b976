import type { AblateNetwork, AblateResults } from '@deconv/results';
import { scaleLinear } from 'd3-scale';
import { html, nothing, svg } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { spreadInWords } from './spreadInWords.js';

/** Height of a row's drawing in CSS pixels; along it, per cent of its width, with room for a mark at either end. */
const [HEIGHT, FROM, TO] = [30, 4, 96];

type Scale = ReturnType<typeof scaleOf>;

/** Networks that differ in one thing: the errors of each, with their spread over seeds. */
export function renderErrors({ networks, options, images, classes }: AblateResults) {
  const x = scaleOf(networks);
  const seeds = options.seeds.length;
  return html`
    <div class="rows" tabindex="0" role="region" aria-label="Errors of the networks">
      <table class="errors" part="numbers">
        <caption>
          Wrong answers
        </caption>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col" class="axis">${renderAxis(x)}<span class="unseen">Drawn</span></th>
            <th scope="col"><span class="dot training"></span> training, %</th>
            <th scope="col"><span class="dot validation"></span> validation, %</th>
            <th scope="col" class="parameters">parameters</th>
          </tr>
        </thead>
        <tbody>
          ${networks.map((network) => renderRow(network, x))}
        </tbody>
      </table>
    </div>
    <p class="quiet note">
      ${images.training} images of ${classes.length} classes to learn from, ${images.validation}
      others to measure by; ${options.epochs * options.stepsPerEpoch} steps of ${options.batchSize}.
      ${
        seeds > 1
          ? html`Small dots are ${seeds} trainings from different random weights; whiskers, one
            standard deviation over them, left and right. Where whiskers overlap, it may be luck.`
          : html`One training of each: how far another would fall from it is not known.`
      }
    </p>
  `;
}

function scaleOf(networks: readonly AblateNetwork[]) {
  const ends = networks.flatMap(({ training, validation, runs }) => [
    ...[training, validation].flatMap(({ mean, sd }) => [mean - (sd ?? 0), mean + (sd ?? 0)]),
    ...runs.flatMap((run) => [run.training.error, run.validation.error]),
  ]);
  const [low, high] = rangeOf([ends]);
  const domain = [Math.max(0, low), Math.min(1, high)];
  return scaleLinear(domain, [FROM, TO]).nice(4);
}

function renderRow({ name, training, validation, runs, parameters }: AblateNetwork, x: Scale) {
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td class="axis">
        <svg width="100%" height=${HEIGHT} aria-hidden="true">
          ${x.ticks(4).map((tick) => svg`<line class="grid" x1="${x(tick)}%" x2="${x(tick)}%" y2=${HEIGHT} />`)}
          ${renderSpread(
            'training',
            training,
            runs.map((run) => run.training.error),
            x,
            10,
          )}
          ${renderSpread(
            'validation',
            validation,
            runs.map((run) => run.validation.error),
            x,
            20,
          )}
        </svg>
      </td>
      <td>${spreadInWords(training)}</td>
      <td>${spreadInWords(validation)}</td>
      <td class="parameters">${parameters.toLocaleString('en')}</td>
    </tr>
  `;
}

function renderSpread(
  kind: 'training' | 'validation',
  { mean, sd }: AblateNetwork['training'],
  each: readonly number[],
  x: Scale,
  y: number,
) {
  return svg`
    <g class=${kind}>
      ${sd === null ? nothing : svg`<line class="whisker" x1="${x(mean - sd)}%" x2="${x(mean + sd)}%" y1=${y} y2=${y} />`}
      ${each.length > 1 ? each.map((value) => svg`<circle class="each" cx="${x(value)}%" cy=${y} r="1.8" />`) : nothing}
      <circle class="mean" cx="${x(mean)}%" cy=${y} r="4.5" />
    </g>
  `;
}

function renderAxis(x: Scale) {
  const ticks = x.ticks(4);
  const place = (i: number): string => (i === 0 || i === ticks.length - 1 ? 'outer' : 'inner');
  return html`
    <svg width="100%" height="16" aria-hidden="true">
      ${ticks.map(
        (tick, i) => svg`
          <text class=${place(i)} x="${x(tick)}%" y="12" text-anchor="middle">${Math.round(100 * tick)}${'\u202f'}%</text>
        `,
      )}
    </svg>
  `;
}
