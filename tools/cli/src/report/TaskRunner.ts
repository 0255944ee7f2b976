import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { contentOf } from '../identity/contentOf.js';
import { digestOf } from '../identity/digestOf.js';
import type { Identity } from '../identity/identityOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import { makeFolder } from '../makeFolder.js';
import { compact, type Telling } from './compact.js';
import { Estimate, type Work } from './Estimate.js';
import type { ReportRun } from './ReportRun.js';
import { runCommand } from './runCommand.js';
import type { Task } from './Task.js';
import { say } from '../say.js';

interface TaskContext {
  run: ReportRun;
  /** What all parts hang on. */
  identity: Identity;
  /** The images that are part of it. */
  looked: readonly string[];
  /** How a command is told to readers, and what is in its documents. */
  telling: Telling & { tellCommand: (args: readonly string[]) => string };
  signal: AbortSignal;
  /** How many are made at once. */
  atOnce: number;
}

/** Makes the parts of a report that are not there yet, several at once. */
export class TaskRunner {
  /** How many parts were made here. */
  fresh = 0;
  /** A command takes as long to start as this one took to come here: it is loaded, and loads the network. */
  readonly #estimate: Estimate;
  /** Parts take their places one after the other. */
  readonly #placing = pLimit(1);

  constructor(private readonly context: TaskContext) {
    this.#estimate = new Estimate(process.uptime(), context.atOnce);
  }

  /** The name that readers see of an image. */
  shorten(image: string): string {
    return this.context.telling.shorten(image);
  }

  /** @throws what the first part that fails throws, when those under way have been ended */
  async makeAll(tasks: readonly Task[]): Promise<void> {
    const { run, signal, atOnce } = this.context;
    const missing: Task[] = [];
    for (const task of tasks)
      if (!(await run.has(task.folder, await this.#keyOf(task)))) missing.push(task);
    const failing = new AbortController();
    const either = AbortSignal.any([signal, failing.signal]);
    const limit = pLimit(atOnce);
    const making = missing.map((task, i) =>
      limit(async () => {
        either.throwIfAborted();
        await this.make(task, missing.slice(i), either);
      }).catch((error: unknown) => failing.abort(error)),
    );
    await Promise.all(making);
    either.throwIfAborted();
  }

  /** Makes a part, unless it is there. @param left this one and those that are to be made after it, for the estimate */
  async make(
    task: Task,
    left: readonly Task[] = [task],
    signal = this.context.signal,
  ): Promise<void> {
    const { run, identity, looked, telling } = this.context;
    const key = await this.#keyOf(task);
    if (await run.has(task.folder, key)) return;
    const rest = this.#estimate.of(left.map(workOf));
    say(`${task.folder}${rest ? ` (${rest} left in all)` : ''}`);
    const began = performance.now();
    const room = await run.room(task.folder, key);
    const out = task.out === undefined ? [] : ['--out', join(room, task.out)];
    if (task.out !== '.') await makeFolder(room);
    const printed = await runCommand([...task.args, ...out], { signal, lock: run.lock });
    await requireUnchanged(identity, looked, { signal, discard: () => run.discard(room) });
    task.check?.(printed);
    if (task.printed) await writeFile(join(room, task.printed), printed);
    const whole = await run.whole(room);
    await compact(whole, telling);
    const seconds = (performance.now() - began) / 1000;
    const alone =
      task.out === undefined ? [] : ['--out', task.out === '.' ? task.folder : task.out];
    const command = telling.tellCommand([...task.args, ...alone]);
    await this.#placing(() => run.put(whole, { name: task.folder, key, command, seconds }));
    this.#estimate.learn(workOf(task), seconds);
    this.fresh++;
  }

  /** What the content of a part hangs on, in short. */
  async #keyOf({ reads = [], args }: Task): Promise<string> {
    const { identity, signal } = this.context;
    const read = await contentOf(reads, signal);
    return digestOf({ ...identity, read, args: JSON.stringify(args) });
  }
}

/** Parts that one command makes take alike. */
const workOf = ({ args, passes }: Task): Work => ({ kind: args[0]!, passes });
