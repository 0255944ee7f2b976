import { Task, initialState } from '@lit/task';
import type { Engine } from '@deconv/engine';
import type { ReactiveControllerHost } from 'lit';
import { errorOf } from './PhotoController.js';

/**
 * What computes for a host: the engine it was given, or the page's shared one. That one is fetched when the host first
 * wants to compute, not before.
 */
export class EngineController {
  readonly #task: Task<readonly unknown[], Engine>;

  constructor(
    host: ReactiveControllerHost,
    private readonly wishes: () => { given: Engine | undefined; wanted: boolean },
  ) {
    this.#task = new Task(host, {
      args: () => [wishes().wanted, wishes().given],
      task: async () => {
        const { given, wanted } = wishes();
        if (!wanted) return initialState;
        return given ?? (await import('@deconv/engine')).sharedEngine();
      },
    });
  }

  /** None while the host does not want to compute. */
  get engine(): Engine | undefined {
    return this.wishes().wanted ? this.#task.value : undefined;
  }

  /** Why there is none: its script did not load. */
  get error(): Error | undefined {
    return errorOf(this.#task);
  }

  retry(): void {
    void this.#task.run();
  }
}
