import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Stage } from '../../words/Stage.js';

export interface Standing {
  stage: Stage;
  /** 0–1, while loading. */
  progress: number;
}

/**
 * Tells the page how its host stands, with events as an image has them: `load` whenever all that was asked for is drawn for
 * the first time, `progress` (its detail: `{ fraction }`) while the network loads, `error` when something stopped.
 */
export class StageController implements ReactiveController {
  #stage: Stage = 'idle';
  #progress = 0;
  #loaded = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly standing: () => Standing,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { stage, progress } = this.standing();
    const came = stage !== this.#stage;
    const moved = progress !== this.#progress;
    this.#stage = stage;
    this.#progress = progress;
    if (stage === 'loading' && (came || moved)) this.#tell('progress', { fraction: progress });
    // Another document, or another try, is told of anew.
    if (stage !== 'ready' && stage !== 'computing') this.#loaded = false;
    if (stage === 'error' && came) this.#tell('error');
    if (stage !== 'ready' || this.#loaded) return;
    this.#loaded = true;
    this.#tell('load');
  }

  hostDisconnected(): void {
    this.#stage = 'idle';
    this.#loaded = false;
  }

  #tell(name: string, detail?: object): void {
    this.host.dispatchEvent(detail ? new CustomEvent(name, { detail }) : new Event(name));
  }
}
