import { LitElement, css, html, unsafeCSS, type CSSResultGroup, type CSSResultOrNative } from 'lit';
import { query, state } from 'lit/decorators.js';
import { inReadersRem } from '../../drawing/inReadersRem.js';
import { customElement } from '../../drawing/customElement.js';
import { tokens } from '../../drawing/tokens.js';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import { button } from '../../parts/styles/button.js';

/** Side of the drawing in pixels, width of the pen, and how far a key moves it. */
const [SIDE, PEN, STEP] = [192, 9, 8];
const COLOURS = [
  ['black', '#211e1a'],
  ['red', '#d03a2b'],
  ['orange', '#f0a020'],
  ['green', '#2f8a4c'],
  ['blue', '#2b66c0'],
  ['white', '#ffffff'],
] as const;

/**
 * A board to draw a small picture on, by pointer or by keys.
 * @fires sketch - The drawing is done: `{ picture }`.
 * @fires close - The reader wants no drawing.
 */
@customElement('deconv-sketch')
class SketchPad extends LitElement {
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return inReadersRem(super.finalizeStyles(styles));
  }

  static override styles = [
    unsafeCSS(tokens),
    button,
    css`
      :host {
        display: grid;
        gap: 0.5rem;
      }
      .board {
        position: relative;
        border: 1px solid var(--deconv-control-edge);
      }
      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        background: #fff;
        cursor: crosshair;
        touch-action: none;
      }
      canvas:focus-visible {
        outline: 3px solid var(--deconv-accent);
      }
      .pen {
        position: absolute;
        width: 1rem;
        height: 1rem;
        margin: -0.5rem;
        border: 2px solid var(--deconv-accent);
        border-radius: 50%;
        pointer-events: none;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .ink {
        position: relative;
        width: 1.5rem;
        height: 1.5rem;
        border: 1px solid var(--deconv-control-edge);
      }
      .ink:has(:checked) {
        outline: 2px solid var(--deconv-accent);
        outline-offset: 1px;
      }
      .ink input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .ink:has(:focus-visible) {
        outline-width: 4px;
      }
      p {
        margin: 0;
        font-size: var(--deconv-smaller);
        color: var(--deconv-ink-quiet);
      }
      .doing {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
    `,
  ];

  @state() private ink: string = COLOURS[0][1];
  @state() private pen: readonly [x: number, y: number] = [SIDE / 2, SIDE / 2];
  @query('canvas') private canvas!: HTMLCanvasElement;

  override render() {
    const [x, y] = this.pen.map((at) => `${(100 * at) / SIDE}%`);
    return html`
      <div class="board">
        <canvas
          width=${SIDE}
          height=${SIDE}
          tabindex="0"
          role="application"
          aria-label="Drawing board: arrow keys move the pen, with Shift they draw, Space makes a dot"
          @pointerdown=${this.#drag}
          @pointermove=${this.#drag}
          @keydown=${this.#press}
        ></canvas>
        <span class="pen" .style="left: ${x!}; top: ${y!}"></span>
      </div>
      ${this.#renderInks()}
      <p>By keys: arrows move, with Shift they draw.</p>
      <div class="doing">
        <button type="button" class="button" @click=${() => this.#finish()}>Use it</button>
        <button type="button" class="button" @click=${() => this.#clear()}>Clear</button>
        <button
          type="button"
          class="button"
          @click=${() => this.dispatchEvent(new CustomEvent('close'))}
        >
          Close
        </button>
      </div>
    `;
  }

  #renderInks() {
    return html`
      <fieldset aria-label="Colour">
        ${COLOURS.map(
          ([name, colour]) => html`
            <label class="ink" .style="background: ${colour}" title=${name}>
              <input
                type="radio"
                name="ink"
                aria-label=${name}
                .checked=${colour === this.ink}
                @change=${() => (this.ink = colour)}
              />
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  override firstUpdated(): void {
    this.#clear();
    this.canvas.focus();
  }

  readonly #drag = (event: PointerEvent): void =>
    trackPointer(event, (x, y) => {
      const to = [x * SIDE, y * SIDE] as const;
      this.#draw(event.type === 'pointerdown' ? to : this.pen, to);
    });

  readonly #press = (event: KeyboardEvent): void => {
    const [x, y] = this.pen;
    const to: Record<string, readonly [number, number]> = {
      ArrowLeft: [x - STEP, y],
      ArrowRight: [x + STEP, y],
      ArrowUp: [x, y - STEP],
      ArrowDown: [x, y + STEP],
      ' ': [x, y],
    };
    const next = to[event.key]?.map((at) => Math.max(0, Math.min(SIDE, at)));
    if (!next) return;
    event.preventDefault();
    const end = next as [number, number];
    if (event.shiftKey || event.key === ' ') this.#draw(this.pen, end);
    else this.pen = end;
  };

  #draw(from: readonly [number, number], to: readonly [number, number]): void {
    const context = this.#context;
    Object.assign(context, { lineWidth: PEN, lineCap: 'round', strokeStyle: this.ink });
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    this.pen = to;
  }

  #clear(): void {
    const context = this.#context;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIDE, SIDE);
  }

  #finish(): void {
    const { data } = this.#context.getImageData(0, 0, SIDE, SIDE);
    const picture = { width: SIDE, height: SIDE, data };
    this.dispatchEvent(new CustomEvent('sketch', { detail: { picture } }));
    this.#clear();
  }

  get #context(): CanvasRenderingContext2D {
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser gave no canvas to draw on.');
    return context;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-sketch': SketchPad;
  }
}
