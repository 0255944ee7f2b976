import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { WorkerPool } from '../../src/threads/WorkerPool.js';

interface Doubling {
  double(number: number): Promise<{ doubled: number; by: string }>;
  refuse(why: string): Promise<never>;
  die(): Promise<never>;
}

const entry = fileURLToPath(new URL('doublingWorker.mjs', import.meta.url));
let pool: WorkerPool<Doubling>;
afterEach(() => pool.close());

/** A thread that ends no request before `release` is called, and keeps count of those it has. */
function heldUp() {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const numbers: number[] = [];
  const held = async (): Promise<never> => {
    await released;
    throw new Error('asked of this thread');
  };
  const double = async (number: number) => {
    numbers.push(number);
    await released;
    return { doubled: 2 * number, by: 'this thread' };
  };
  return { work: { double, refuse: held, die: held }, numbers, release };
}

describe('a worker pool', () => {
  test('gives other threads what this one cannot begin, two requests at once', async () => {
    const own = heldUp();
    pool = new WorkerPool<Doubling>(own.work, { threads: 2, entry, data: undefined });
    const answers = [1, 2, 3, 4, 5, 6].map((number) => pool.ask('double', number));
    const others = await Promise.all(answers.slice(2));
    expect(others).toEqual([6, 8, 10, 12].map((doubled) => ({ doubled, by: 'worker' })));
    expect(own.numbers).toEqual([1, 2]);
    own.release();
    expect(await Promise.all(answers.slice(0, 2))).toEqual(
      [2, 4].map((doubled) => ({ doubled, by: 'this thread' })),
    );
  });

  test('of one thread works alone', async () => {
    const own = heldUp();
    pool = new WorkerPool<Doubling>(own.work, { threads: 1, entry: 'none', data: undefined });
    const answers = [1, 2, 3].map((number) => pool.ask('double', number));
    expect(own.numbers).toEqual([1, 2]);
    own.release();
    expect((await Promise.all(answers)).map(({ doubled }) => doubled)).toEqual([2, 4, 6]);
  });

  test('passes on what the work throws in another thread, and goes on', async () => {
    const own = heldUp();
    pool = new WorkerPool<Doubling>(own.work, { threads: 2, entry, data: undefined });
    for (const number of [1, 2]) void pool.ask('double', number);
    await expect(pool.ask('refuse', 'odd')).rejects.toThrow(new RangeError('odd'));
    expect(await pool.ask('double', 3)).toEqual({ doubled: 6, by: 'worker' });
    own.release();
  });

  test('fails as a whole once a thread has ended', async () => {
    const own = heldUp();
    pool = new WorkerPool<Doubling>(own.work, { threads: 2, entry, data: undefined });
    for (const number of [1, 2]) void pool.ask('double', number);
    const reason = 'a thread that computes has failed: it has ended with code 3';
    const asked = [pool.ask('die'), pool.ask('double', 3), pool.ask('double', 4)];
    for (const ended of await Promise.allSettled(asked))
      expect(ended).toMatchObject({ status: 'rejected', reason: { message: reason } });
    await expect(pool.ask('double', 5)).rejects.toThrow(reason);
    own.release();
  });

  test('closes with what is under way done, and drops the rest', async () => {
    const own = heldUp();
    pool = new WorkerPool<Doubling>(own.work, { threads: 1, entry, data: undefined });
    const answers = [1, 2, 3].map((number) => pool.ask('double', number));
    const settled = Promise.allSettled(answers);
    let closed = false;
    const closing = pool.close().then(() => (closed = true));
    await new Promise((resolve) => setTimeout(resolve));
    expect(closed).toBe(false);
    own.release();
    await closing;
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
  });
});
