import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host when it first comes near the viewport: until then nothing is fetched and no engine started. */
export class NearViewportController implements ReactiveController {
  reached = false;
  #observer: IntersectionObserver | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly margin = '600px',
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.reached) return;
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), {
      rootMargin: this.margin,
    });
    this.#observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #see(entries: IntersectionObserverEntry[]): void {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    this.reached = true;
    this.#observer?.disconnect();
    this.host.requestUpdate();
  }
}
