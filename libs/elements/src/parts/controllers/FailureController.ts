import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Stage } from '../../words/Stage.js';

/** Tells the page, by `error`, that something of its host stopped: once, until it has started again. */
export class FailureController implements ReactiveController {
  #before: Stage = 'idle';

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly stage: () => Stage,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const stage = this.stage();
    const came = stage !== this.#before;
    this.#before = stage;
    if (stage === 'error' && came) this.host.dispatchEvent(new Event('error'));
  }
}
