import type { TrainingStep } from '@deconv/engine';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

const [WIDTH, HEIGHT] = [500, 300];
const PLOT = { left: 36, right: 490, top: 14, bottom: 272 };
/** Steps over which the line of single steps is smoothed. */
const WINDOW = 8;

/** The learning curve as SVG: loss by step, smoothed, and on new scenes; a line at the loss of someone who knows nothing. */
export function renderCurve(steps: readonly TrainingStep[], of: number, chance: number): string {
  const x = scaleLinear([0, of], [PLOT.left, PLOT.right]);
  const top = Math.max(chance * 1.25, ...smooth(steps).map(([, loss]) => loss));
  const y = scaleLinear([0, top], [PLOT.bottom, PLOT.top]).nice(4);
  const path = line<readonly [number, number]>(
    ([step]) => x(step),
    ([, loss]) => y(loss),
  );
  const fresh = steps.flatMap(({ step, validation }) =>
    validation ? [[step, validation.loss] as const] : [],
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${y
      .ticks(4)
      .map((tick) => gridLine(y(tick), String(tick)))
      .join('')}
    ${x
      .ticks(6)
      .map(
        (tick) =>
          `<text x="${x(tick)}" y="${HEIGHT - 12}" text-anchor="middle" fill="var(--deconv-ink-quiet)">${tick}</text>`,
      )
      .join('')}
    <line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(chance)}" y2="${y(chance)}" stroke="var(--deconv-ink-quiet)" stroke-dasharray="3 4"/>
    <text x="${PLOT.right}" y="${y(chance) - 5}" text-anchor="end" fill="var(--deconv-ink-quiet)">one in eight, by chance</text>
    <path d="${path(smooth(steps)) ?? ''}" fill="none" stroke="var(--deconv-accent)" stroke-width="2"/>
    <path d="${path(fresh) ?? ''}" fill="none" stroke="var(--deconv-ink)" stroke-width="1.5" stroke-dasharray="5 3"/>
    <text x="${PLOT.left}" y="${PLOT.top - 3}" fill="var(--deconv-ink-quiet)">loss: solid while learning, dashed on new scenes</text>
  </svg>`;
}

function gridLine(y: number, text: string): string {
  return `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" stroke="var(--deconv-hairline)"/><text x="${PLOT.left - 6}" y="${y + 4}" text-anchor="end" fill="var(--deconv-ink-quiet)">${text}</text>`;
}

function smooth(steps: readonly TrainingStep[]): (readonly [number, number])[] {
  return steps.map(({ step }, i) => {
    const near = steps.slice(Math.max(0, i - WINDOW + 1), i + 1);
    return [step, near.reduce((sum, { loss }) => sum + loss, 0) / near.length] as const;
  });
}
