import { EMOJI_CLASSES, type Scene } from '@deconv/datasets';
import { fork, type ChildProcess } from 'node:child_process';
import type { Batch } from '../batch.js';
import type { RenderReply, RenderRequest } from './renderProcess.js';

/** Draws scenes in a process of its own. */
export class SceneRenderer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolversOf<Uint8Array>>();
  #requests = 0;

  /** @param size side of each picture in pixels */
  constructor(readonly size: number) {
    this.#child = fork(new URL('./renderProcess.js', import.meta.url), {
      serialization: 'advanced',
    });
    this.#child.on('message', ({ id, pixels }: RenderReply) => {
      this.#waiting.get(id)?.resolve(pixels);
      this.#waiting.delete(id);
    });
    this.#child.on('exit', (code) =>
      this.#fail(new Error(`drawing scenes stopped (exit code ${code})`)),
    );
  }

  /** The scenes' pictures and class indices. */
  async render(scenes: Scene[]): Promise<Batch> {
    const request: RenderRequest = { id: this.#requests++, scenes, size: this.size };
    const pixels = await new Promise<Uint8Array>((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#child.send(request);
    });
    const labels = Int32Array.from(scenes, ({ object }) => EMOJI_CLASSES.indexOf(object.label));
    return { pixels, labels };
  }

  /** Ends the process; renderings under way fail. */
  close(): void {
    this.#child.disconnect();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

interface PromiseWithResolversOf<T> {
  resolve: (value: T) => void;
  reject: (reason: Error) => void;
}
