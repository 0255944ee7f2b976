import { EMOJI_CLASSES, type Scene } from '@deconv/datasets';
import { fork, type ChildProcess } from 'node:child_process';
import type { Batch } from '../batch.js';
import type { RenderReply, RenderRequest } from './renderProcess.js';

/** Scenes in one message: a few megabytes of pixels. */
const AT_ONCE = 64;

/** Draws scenes in a process of its own. */
export class SceneRenderer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;

  /** @param size side of each picture in pixels */
  constructor(readonly size: number) {
    this.#child = fork(new URL('./renderProcess.js', import.meta.url), {
      serialization: 'advanced',
      // The parent's flags, a debugger's port for example, are not meant for it.
      execArgv: [],
    });
    this.#child.on('message', ({ id, pixels }: RenderReply) => {
      this.#waiting.get(id)?.resolve(pixels);
      this.#waiting.delete(id);
    });
    this.#child.on('exit', (code) =>
      this.#fail(new Error(`drawing scenes stopped (exit code ${code})`)),
    );
  }

  /** The scenes' pictures and class indices. @throws Error where the process has ended. */
  async render(scenes: Scene[]): Promise<Batch> {
    const bytes = this.size * this.size * 3;
    const pixels = new Uint8Array(scenes.length * bytes);
    for (let from = 0; from < scenes.length; from += AT_ONCE)
      pixels.set(await this.#ask(scenes.slice(from, from + AT_ONCE)), from * bytes);
    const labels = Int32Array.from(scenes, ({ object }) => EMOJI_CLASSES.indexOf(object.label));
    return { pixels, labels };
  }

  #ask(scenes: Scene[]): Promise<Uint8Array> {
    if (!this.#child.connected) throw new Error('the process that draws scenes has ended');
    const request: RenderRequest = { id: this.#requests++, scenes, size: this.size };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#child.send(request);
    });
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

interface Waiting {
  resolve: (pixels: Uint8Array) => void;
  reject: (reason: Error) => void;
}
