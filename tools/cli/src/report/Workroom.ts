import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOf } from '../identity/contentOf.js';
import { digestOf } from '../identity/digestOf.js';
import type { Identity } from '../identity/identityOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import { makeFolder } from '../makeFolder.js';
import { commandLine } from './commandLine.js';
import { compact } from './compact.js';
import { Estimate } from './Estimate.js';
import type { ReportRun } from './ReportRun.js';
import { runCommand } from './runCommand.js';
import type { Task } from './Section.js';
import { say } from '../say.js';

interface Equipment {
  run: ReportRun;
  /** What all parts hang on. */
  identity: Identity;
  /** The images that are part of it. */
  looked: readonly string[];
  /** All that were given. */
  images: ReadonlySet<string>;
  /** Turns the path of an image into the name that readers see. */
  shorten: (image: string) => string;
  signal: AbortSignal;
}

/** Makes the parts of a report one after the other, those that are not there yet. */
export class Workroom {
  /** How many parts were made here. */
  fresh = 0;
  readonly #estimate = new Estimate();

  constructor(private readonly equipment: Equipment) {}

  async makeAll(tasks: readonly Task[]): Promise<void> {
    for (const [i, task] of tasks.entries())
      await this.make(
        task,
        tasks.slice(i).reduce((sum, { passes }) => sum + passes, 0),
      );
  }

  /** Makes a part, unless it is there. @param left passes of this one and those that follow, for the estimate */
  async make(task: Task, left = task.passes): Promise<void> {
    const { run, identity, looked, images, shorten, signal } = this.equipment;
    const read = await contentOf(task.reads ?? [], signal);
    const key = digestOf({ ...identity, read, args: JSON.stringify(task.args) });
    if (await run.has(task.folder, key)) return;
    const rest = this.#estimate.of(left);
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
    await compact(whole, shorten);
    const seconds = (performance.now() - began) / 1000;
    const alone =
      task.out === undefined ? [] : ['--out', task.out === '.' ? task.folder : task.out];
    const command = commandLine([...task.args, ...alone], images, shorten);
    await run.put(whole, { name: task.folder, key, command, seconds });
    this.#estimate.learn(task.passes, seconds);
    this.fresh++;
  }
}
