import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './whenIdle.js';

/**
 * Tells its host when to read its document though no reader is near: the page is about to be printed; or it has loaded and
 * the browser is idle, since printing waits for nothing that is still to be fetched.
 */
export class ReadAheadController implements ReactiveController {
  due = false;
  #waiting: AbortController | undefined;

  /** @param read resolves when the document is there, and fails where it is not to be had */
  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly read: () => Promise<unknown>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.due) return;
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    addEventListener('beforeprint', () => this.#begin(), { signal });
    whenIdle(async () => {
      this.#begin();
      await this.host.updateComplete;
      await this.read();
    }, signal);
  }

  hostDisconnected(): void {
    this.#waiting?.abort();
  }

  #begin(): void {
    this.#waiting?.abort();
    this.due = true;
    this.host.requestUpdate();
  }
}
