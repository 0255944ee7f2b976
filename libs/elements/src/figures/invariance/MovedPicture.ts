import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { InvarianceView } from './InvarianceView.js';
import { drawMoved } from './drawMoved.js';

/** Draws the moved image on the host's canvas after each update, once its picture is there. */
export class MovedPicture implements ReactiveController {
  #image: HTMLImageElement | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wanted: () => {
      canvas: HTMLCanvasElement | null | undefined;
      view: InvarianceView | undefined;
    },
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { canvas, view } = this.wanted();
    if (!canvas || !view?.image.picture) return;
    const image = this.#load(view.addressOf(view.image.picture));
    const context = canvas.getContext('2d');
    if (!image.complete || !image.naturalWidth || !context) return;
    const { values, fill } = view.image;
    const { transform } = view.results.options;
    drawMoved(context, image, { transform, fill, value: values[view.step]! });
  }

  #load(address: string): HTMLImageElement {
    if (this.#image?.src === address) return this.#image;
    this.#image = new Image();
    this.#image.addEventListener('load', () => this.host.requestUpdate());
    this.#image.src = address;
    return this.#image;
  }
}
