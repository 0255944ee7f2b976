import { Task, initialState } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { downloadSize } from './downloadSize.js';

/** Knows how much there is to download before a model can compute, so that the reader does, too. */
export class DownloadController {
  readonly #task: Task<readonly unknown[], number | undefined>;

  /** @param model address of the model, while its size is of interest */
  constructor(host: ReactiveControllerHost, model: () => string | undefined) {
    this.#task = new Task(host, {
      args: () => [model()] as const,
      task: ([address], { signal }) => (address ? downloadSize(address, signal) : initialState),
    });
  }

  /** Bytes; undefined where nothing says how many. */
  get bytes(): number | undefined {
    return this.#task.value;
  }
}
