import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows how wide its host is, so that what is drawn to measure keeps the size of its letters. */
export class WidthController implements ReactiveController {
  /** CSS pixels; 0 before the host has a place. */
  width = 0;
  readonly #observer: ResizeObserver | undefined;

  constructor(private readonly host: ReactiveControllerHost & Element) {
    host.addController(this);
    if (typeof ResizeObserver === 'undefined') return;
    this.#observer = new ResizeObserver(([entry]) => this.#see(entry!.contentRect.width));
  }

  hostConnected(): void {
    this.#observer?.observe(this.host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #see(width: number): void {
    const whole = Math.floor(width);
    if (whole === this.width) return;
    this.width = whole;
    this.host.requestUpdate();
  }
}
