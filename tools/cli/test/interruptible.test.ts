import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { interruptible } from '../src/interruptible.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const listening = (): number[] => SIGNALS.map((signal) => process.listenerCount(signal));

// The process of a test has a parent that it ends with, as a part of a report has; that of a command has none.
const { connected } = process;
const connect = (value: boolean) =>
  Object.defineProperty(process, 'connected', { value, configurable: true, writable: true });
beforeEach(() => void connect(false));
afterAll(() => void connect(connected));

/** Work that goes on until it is aborted. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

describe('work that can be interrupted', () => {
  test.for(SIGNALS)(
    'ends with advice at %s, and a second signal is not kept from it',
    async (signal) => {
      const before = listening();
      const work = interruptible('interrupted; do this', untilAborted);
      expect(listening()).toEqual(before.map((count) => count + 1));
      process.emit(signal);
      expect(listening()).toEqual(before);
      await expect(work).rejects.toThrow('interrupted; do this');
    },
  );

  test('hears of a second signal where it ends with its parent, and does not end by it', async () => {
    const before = listening();
    connect(true);
    const work = interruptible('interrupted', untilAborted);
    const rejected = expect(work).rejects.toThrow('interrupted');
    for (const signal of SIGNALS) process.emit(signal);
    expect(listening()).toEqual(before.map((count) => count + 1));
    await rejected;
    expect(listening()).toEqual(before);
  });

  test('listens no more when it is done', async () => {
    const before = listening();
    expect(await interruptible('', () => Promise.resolve(7))).toBe(7);
    expect(listening()).toEqual(before);
  });
});
