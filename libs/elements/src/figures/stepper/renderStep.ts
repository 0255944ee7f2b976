import type { RuleName, StepView } from '@deconv/engine';
import { largestMagnitude } from '@deconv/pictures';
import { html, nothing, svg } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../../drawing/PixelView.js';
import { renderScale } from '../../drawing/renderScale.js';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { renderHandle } from '../../parts/place/renderHandle.js';
import { formatNumber } from '../../words/formatNumber.js';
import { positionInWords } from '../../words/positionInWords.js';
import { coloursPicture, mapPicture } from './mapPicture.js';
import type * as magnifier from './magnifier/magnifier.js';
import type { Magnified, Picked } from './magnifier/magnify.js';
import { placeInMap } from './magnifier/placeInMap.js';
import { stepInWords, stepName } from './stepInWords.js';
import { cutsOf, travelsOf } from './travels.js';

interface StepParts {
  step: StepView;
  before: StepView | undefined;
  rule: RuleName;
  /** Place of the step among all, and how many there are. */
  index: number;
  count: number;
  /** The map that is drawn large. */
  channel: number;
  /** Left out where the step is one of a list. */
  onMap?: (channel: number) => void;
  /** The place that is magnified, what draws it, and what hears of another. */
  seen?: Magnified | undefined;
  magnifier?: typeof magnifier | undefined;
  onPlace?: (picked: Picked) => void;
}

/** One step: the signal before and after it, one map large, and in words. */
export function renderStep(parts: StepParts) {
  const { step, before, rule, index, count } = parts;
  return html`
    <section class="step" part="step">
      <h3>${index + 1} of ${count}: ${stepName(step)}</h3>
      <div class="sides">
        ${before ? renderBefore(before, parts) : nothing} ${renderAfter(parts)}
      </div>
      ${parts.onMap && step.step !== 'pixels' ? renderMaps(parts) : nothing}
      <p class="words" part="words">${stepInWords(step, rule)}</p>
    </section>
  `;
}

/** The same map before the step; a filter mixes all maps, of which it is the one that brings most, or the strongest. */
function renderBefore(before: StepView, { step, channel, seen, magnifier }: StepParts) {
  const mixed = seen?.of?.kind === 'filter' ? mapOf(before, seen.of.from) : before.maps[0];
  const map = step.step === 'filter' ? mixed : mapOf(before, channel);
  if (!map || step.step === 'pixels') return nothing;
  return html`
    <figure class="side">
      <deconv-pixels .picture=${drawn(before, map.channel)}>
        ${seen ? magnifier?.renderFramesBefore(before, seen) : nothing}
      </deconv-pixels>
      ${renderScale(scaleOf(before))}
      <figcaption>before: map ${map.channel}, ${sizeOf(before)}</figcaption>
    </figure>
  `;
}

function renderAfter(parts: StepParts) {
  const { step, before, channel, index, seen, magnifier } = parts;
  const side = Math.max(step.box.height, step.box.width);
  const what =
    step.step === 'pixels'
      ? `the projection, ${sizeOf(step)} pixels`
      : `map ${channel}, ${sizeOf(step)}`;
  return html`
    <figure class="side">
      <deconv-pixels .picture=${drawn(step, channel)}>
        ${
          before
            ? keyed(
                `${index} ${channel}`,
                html`<svg class="marks" viewBox="0 0 ${side} ${side}" aria-hidden="true">
                  ${renderTravels(step, before, channel)} ${renderCuts(step, before, channel)}
                </svg>`,
              )
            : nothing
        }
        ${seen ? [magnifier?.renderFramesAfter(step, seen), renderPlace(parts, seen)] : nothing}
      </deconv-pixels>
      ${renderScale(scaleOf(step))}
      <figcaption>${before ? 'after: ' : ''}${what}${markInWords(step)}</figcaption>
    </figure>
  `;
}

/** Takes pointer and arrow keys to the place that is magnified. */
function renderPlace({ step, channel, onPlace }: StepParts, { at, value }: Magnified) {
  const { box } = step;
  const last = [box.height - 1, box.width - 1] as const;
  return renderHandle({
    ...{ side: Math.max(box.height, box.width), kind: 'map', hover: false, place: at },
    alt: `map ${channel}, ${stepName(step)}`,
    words: `${positionInWords(placeInMap(step, at))}: ${formatNumber(value)}`,
    onPlace: ([row, column]) =>
      onPlace?.({ box, at: [Math.min(row, last[0]), Math.min(column, last[1])] }),
  });
}

function markInWords({ step }: StepView): string {
  if (step === 'unpool') return '; lines lead from a window’s middle to its switch';
  return step === 'rectify' ? '; crosses mark what was cut' : '';
}

/** So many signals leave no room for the borders of their windows. */
const MANY = 100;

/** Each signal on its way: a line that stays, and a dot that travels along it once. */
function renderTravels(step: StepView, before: StepView, channel: number) {
  if (step.step !== 'unpool') return nothing;
  const { height, width } = before.box;
  const rows = Array.from({ length: height + 1 }, (_, i) => (i / height) * step.box.height);
  const columns = Array.from({ length: width + 1 }, (_, i) => (i / width) * step.box.width);
  const grid = [
    ...rows.map((y) => svg`<path class="grid" d="M0 ${y}H${step.box.width}" />`),
    ...columns.map((x) => svg`<path class="grid" d="M${x} 0V${step.box.height}" />`),
  ];
  const travels = travelsOf(step, before, channel);
  const ways = travels.map(({ from, to }) => {
    const start = `--x: ${from[1] - to[1]}px; --y: ${from[0] - to[0]}px`;
    return svg`
      <path class="way" d="M${from[1]} ${from[0]}L${to[1]} ${to[0]}" />
      <circle class="signal" cx=${to[1]} cy=${to[0]} r="0.18" .style=${start} />`;
  });
  return [...(travels.length > MANY ? [] : grid), ...ways];
}

function renderCuts(step: StepView, before: StepView, channel: number) {
  if (step.step !== 'rectify') return nothing;
  return cutsOf(step, before, channel).map(
    ([row, column]) =>
      svg`<path class="cut" d="M${column + 0.2} ${row + 0.2}l.6 .6m0-.6l-.6 .6" />`,
  );
}

/** The strongest maps, small; choosing one draws it large. */
function renderMaps({ step, channel, onMap }: StepParts) {
  return html`
    <div class="maps" role="group" aria-label="Strongest maps of this step">
      ${step.maps.map(
        (map) => html`
          <button
            type="button"
            aria-pressed=${map.channel === channel}
            aria-label="Map ${map.channel}"
            @click=${() => onMap?.(map.channel)}
          >
            <deconv-pixels .picture=${drawn(step, map.channel)}></deconv-pixels>
            <span>${map.channel}</span>
          </button>
        `,
      )}
    </div>
  `;
}

const mapOf = ({ maps }: StepView, channel: number) => maps.find((map) => map.channel === channel);
const sizeOf = ({ box }: StepView): string => `${box.height} × ${box.width}`;
const scaleOf = ({ maps }: StepView): number =>
  rangeOf([maps.map(({ values }) => largestMagnitude(values))])[1];

const pictures = new WeakMap<StepView, Map<number, ReturnType<typeof mapPicture>>>();

/** Drawn once, however often the figure renders. */
function drawn(step: StepView, channel: number) {
  const known = pictures.get(step) ?? new Map<number, ReturnType<typeof mapPicture>>();
  pictures.set(step, known);
  const map = mapOf(step, channel) ?? step.maps[0];
  const picture =
    known.get(channel) ??
    (step.step === 'pixels'
      ? coloursPicture(step, scaleOf(step))
      : mapPicture(map?.values ?? new Float32Array(0), step.box, scaleOf(step)));
  known.set(channel, picture);
  return picture;
}
