import { expect, test } from 'vitest';
import { Queue } from '../src/Queue.js';

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async (): Promise<string> => {
    log.push(name);
    await ended;
    return name;
  };
  return { run, end };
}

test('one call at a time, the nearest first, asked anew whenever the queue is free', async () => {
  const [queue, log] = [new Queue(), [] as string[]];
  const distances = { first: 5, near: 10, far: 1000, moved: 2000 };
  const calls = Object.fromEntries(
    Object.keys(distances).map((name) => [name, work(log, name)]),
  ) as Record<keyof typeof distances, ReturnType<typeof work>>;
  const names = ['far', 'near', 'moved', 'first'] as const;
  const answers = names.map((name) =>
    queue.add(calls[name].run, { priority: () => distances[name] }),
  );
  await expect.poll(() => log).toEqual(['first']);
  distances.moved = 1; // The reader has scrolled.
  for (const name of ['first', 'moved', 'near', 'far'] as const) {
    expect(log.at(-1)).toBe(name);
    calls[name].end();
    await answers[names.indexOf(name)];
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(log).toEqual(['first', 'moved', 'near', 'far']);
  await expect(Promise.all(answers)).resolves.toEqual(names);
});

test('among equals, who asked first goes first', async () => {
  const [queue, log] = [new Queue(), [] as string[]];
  const all = ['a', 'b', 'c'].map((name) => queue.add(() => Promise.resolve(log.push(name))));
  await Promise.all(all);
  expect(log).toEqual(['a', 'b', 'c']);
});

test('a call that is given up while it waits never starts', async () => {
  const [queue, log] = [new Queue(), [] as string[]];
  const first = work(log, 'first');
  const controller = new AbortController();
  const [running, waiting] = [
    queue.add(first.run),
    queue.add(work(log, 'never').run, { signal: controller.signal }),
  ];
  await expect.poll(() => log).toEqual(['first']);
  controller.abort(new Error('scrolled away'));
  await expect(waiting).rejects.toThrow('scrolled away');
  first.end();
  await running;
  await queue.add(() => Promise.resolve());
  expect(log).toEqual(['first']);
});

test('after a call that fails the next one goes on', async () => {
  const queue = new Queue();
  const failing = queue.add(() => Promise.reject(new Error('broken')));
  const next = queue.add(() => Promise.resolve('fine'));
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBe('fine');
});

test('a call whose signal has aborted before never enters', async () => {
  const added = new Queue().add(() => Promise.resolve(), { signal: AbortSignal.abort() });
  await expect(added).rejects.toThrow(/abort/);
});
