import type { StepView } from '@deconv/engine';
import { html } from 'lit';
import { arrowAlong } from '../../parts/choices/arrowAlong.js';
import { stepName } from './stepInWords.js';

interface StepsParts {
  steps: readonly StepView[];
  index: number;
  playing: boolean;
  onStep: (index: number) => void;
  onPlay: () => void;
}

/** The steps as a list, and buttons that lead through it. Arrow keys do, too; Home and End lead to its ends. */
export function renderSteps(parts: StepsParts) {
  const { steps, index, onStep } = parts;
  return html`
    <div class="walk" @keydown=${(event: KeyboardEvent) => walk(event, parts)}>
      ${renderButtons(parts)}
      <ol class="steps" part="steps">
        ${steps.map(
          (step, i) => html`
            <li>
              <button
                type="button"
                tabindex=${i === index ? 0 : -1}
                aria-current=${i === index ? 'step' : 'false'}
                @click=${() => onStep(i)}
              >
                ${stepName(step)}
              </button>
            </li>
          `,
        )}
      </ol>
    </div>
  `;
}

function renderButtons({ steps, index, playing, onStep, onPlay }: StepsParts) {
  const last = steps.length - 1;
  const button = (label: string, disabled: boolean, onClick: () => void) => html`
    <button type="button" class="button" ?disabled=${disabled} @click=${onClick}>${label}</button>
  `;
  return html`
    <div class="buttons">
      ${button('Back', index <= 0, () => onStep(index - 1))}
      ${button('Next', index >= last, () => onStep(index + 1))}
      ${button(playing ? 'Pause' : 'Play', last < 1, onPlay)}
    </div>
  `;
}

function walk(event: KeyboardEvent, { steps, index, onStep }: StepsParts): void {
  const last = steps.length - 1;
  const to: Record<string, number> = {
    ...{ ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1 },
    ...{ Home: 0, End: last },
  };
  const next = to[arrowAlong(event)];
  if (next === undefined) return;
  event.preventDefault();
  onStep(Math.max(0, Math.min(last, next)));
}
