import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells the page, by `error`, of each fault that its host has not had before. The host says them in words. */
export class FaultController implements ReactiveController {
  #known = new Set<string>();

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly faults: () => readonly string[],
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const faults = this.faults();
    const fresh = faults.some((fault) => !this.#known.has(fault));
    this.#known = new Set(faults);
    if (fresh) this.host.dispatchEvent(new Event('error'));
  }
}
