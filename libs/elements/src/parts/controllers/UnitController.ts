import { Task, TaskStatus, initialState } from '@lit/task';
import type { ControlName, Engine, RuleName, UnitAddress, UnitView } from '@deconv/engine';
import type { ReactiveControllerHost } from 'lit';
import { distanceToViewport } from './distanceToViewport.js';
import { errorOf } from './PhotoController.js';

interface UnitWishes {
  engine: Engine | undefined;
  /** Handle of an open photo. */
  photo: number | undefined;
  unit: UnitAddress | undefined;
  rule: RuleName;
  control: ControlName | undefined;
}

/** One unit of an open photo, projected by a rule, perhaps with something of the network replaced. */
export class UnitController {
  readonly #task: Task<readonly unknown[], UnitView>;

  constructor(host: ReactiveControllerHost & Element, wishes: () => UnitWishes) {
    this.#task = new Task(host, {
      args: () => {
        const { engine, photo, unit, rule, control } = wishes();
        return [engine, photo, unit && JSON.stringify(unit), rule, control];
      },
      task: async (_, { signal }) => {
        const { engine, photo, unit, rule, control } = wishes();
        if (!engine || photo === undefined || !unit) return initialState;
        const [view] = await engine.project(photo, [unit], {
          ...{ rule, signal, priority: () => distanceToViewport(host) },
          ...(control ? { control } : {}),
        });
        return view ?? initialState;
      },
    });
  }

  get view(): UnitView | undefined {
    return this.#task.status === TaskStatus.COMPLETE ? this.#task.value : undefined;
  }

  get error(): Error | undefined {
    return errorOf(this.#task);
  }
}
