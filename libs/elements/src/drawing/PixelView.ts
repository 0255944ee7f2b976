import type { Picture } from '@deconv/engine';
import { LitElement, css, html } from 'lit';
import { property, query } from 'lit/decorators.js';
import { customElement } from './customElement.js';
import { fitPixels } from './fitPixels.js';
import { windowSide } from './windowSide.js';

/**
 * A square window on a picture, in sharp whole pixels. One that is not square lies in the upper left corner. What is slotted lies
 * over the whole window: places in it are places in the picture, whose longer side fills it.
 * With `smooth` the picture fills the window and is resampled: for photos that no network has seen yet. With `filling` it
 * fills the window in sharp pixels that may differ by one of the screen: what lies on another picture has to fit it.
 */
@customElement('deconv-pixels')
export class PixelView extends LitElement {
  static override styles = css`
    :host {
      display: grid;
      place-items: center;
      aspect-ratio: 1;
      overflow: hidden;
      background: var(--deconv-zero, #808080);
    }
    .stage {
      position: relative;
      width: var(--side, 100%);
      aspect-ratio: 1;
    }
    canvas,
    ::slotted(*) {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
    canvas {
      object-fit: contain;
      object-position: left top;
      image-rendering: pixelated;
    }
    :host([smooth]) canvas {
      image-rendering: auto;
    }
  `;

  @property({ attribute: false }) picture: Picture | undefined;
  @property({ type: Boolean, reflect: true }) smooth = false;
  @property({ type: Boolean }) filling = false;

  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('.stage') private stage!: HTMLElement;
  /** The observer reports before the first paint, so the size is never read in between writes. */
  #resizes = new ResizeObserver(([entry]) => {
    this.#room = entry?.contentRect.width ?? 0;
    this.#fit();
  });
  #room = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
  }

  override render() {
    return html`<div class="stage"><canvas width="1" height="1"></canvas><slot></slot></div>`;
  }

  override updated(): void {
    this.#draw();
    this.#fit();
  }

  #draw(): void {
    const { picture, canvas } = this;
    canvas.hidden = !picture;
    if (!picture) return;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.putImageData(new ImageData(picture.data, picture.width), 0, 0);
  }

  #fit(): void {
    if (!this.picture || !this.#room || !this.hasUpdated) return;
    const side =
      this.smooth || this.filling
        ? this.#room
        : fitPixels(windowSide(this.picture), this.#room, devicePixelRatio);
    this.stage.style.setProperty('--side', `${side}px`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-pixels': PixelView;
  }
}
