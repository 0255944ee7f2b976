import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { announce } from './announce.js';

/** Lets its host speak through the page's status, whenever what it has to say has changed. */
export class AnnouncementController implements ReactiveController {
  #said = '';

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly words: () => string,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const words = this.words();
    if (words === this.#said) return;
    this.#said = words;
    announce(this.host, words);
  }
}
