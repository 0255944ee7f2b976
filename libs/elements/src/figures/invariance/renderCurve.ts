import { axisEnds } from '@deconv/pictures';
import { scaleLinear } from 'd3-scale';
import { html, svg } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import type { InvarianceView } from './InvarianceView.js';
import { AXIS } from './movesInWords.js';

/** A chart in the units of its own drawing, and the room around it. */
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [300, 164, 36, 10, 10, 36];

interface Curve {
  title: string;
  /** Beside the title, of the whole curve. */
  note: string;
  /** One for each value by which the image was moved. */
  numbers: number[];
  /** Upper end of the axis, where it is known. */
  top?: number;
  format: (value: number) => string;
}

/** A number by how far the image was moved, with the current value marked; a press or a drag on it moves the image. */
export function renderCurve(view: InvarianceView, curve: Curve) {
  const { title, note, numbers, format } = curve;
  const { x, y, stepAt } = scalesOf(view, curve);
  const drag = (event: PointerEvent): void =>
    trackPointer(event, (share) => view.onStep(stepAt(share * WIDTH)));
  const here = numbers[view.step]!;
  const [low, high] = rangeOf([numbers]);
  return html`
    <div class="curve">
      <h3>${title} <span class="quiet">${note}</span> <b>${format(here)}</b></h3>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        role="img"
        aria-label="${title}: from ${format(low)} to ${format(high)}, here ${format(here)}"
        @pointerdown=${drag}
        @pointermove=${drag}
      >
        ${renderAxes(x, y, AXIS[view.results.options.transform])}
        <path class="line" d=${path(view.image.values, numbers, x, y)} />
        <line
          class="now"
          x1=${x(view.image.values[view.step]!)}
          x2=${x(view.image.values[view.step]!)}
          y1=${TOP}
          y2=${HEIGHT - BOTTOM}
        />
        <circle cx=${x(view.image.values[view.step]!)} cy=${y(here)} r="4" />
      </svg>
    </div>
  `;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function scalesOf({ image: { values } }: InvarianceView, { numbers, top }: Curve) {
  const [first, last] = [values[0]!, values.at(-1)!];
  const x = scaleLinear([first, last], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear(axisEnds(numbers, top), [HEIGHT - BOTTOM, TOP]).nice(3);
  /** Number of the value that lies nearest. */
  const stepAt = (at: number): number => {
    const share = (at - LEFT) / (WIDTH - RIGHT - LEFT);
    const step = Math.round(share * (values.length - 1));
    return Math.max(0, Math.min(values.length - 1, step));
  };
  return { x, y, stepAt };
}

function path(values: number[], numbers: number[], x: Scale, y: Scale): string {
  return `M${numbers.map((number, i) => `${x(values[i]!)},${y(number)}`).join('L')}`;
}

function renderAxes(x: Scale, y: Scale, name: string) {
  const end = WIDTH - RIGHT;
  // There is room for four digits.
  const format = y.domain()[1]! < 10_000 ? y.tickFormat(3) : y.tickFormat(3, '~s');
  return svg`
    ${y.ticks(3).map(
      (tick) => svg`
        <line class="grid" x1=${LEFT} x2=${end} y1=${y(tick)} y2=${y(tick)} />
        <text x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${format(tick)}</text>
      `,
    )}
    ${x.ticks(4).map(
      (tick) => svg`
        <text x=${x(tick)} y=${HEIGHT - BOTTOM + 14} text-anchor="middle">${x.tickFormat(4)(tick)}</text>
      `,
    )}
    <text x=${end} y=${HEIGHT - 5} text-anchor="end">${name}</text>
  `;
}
