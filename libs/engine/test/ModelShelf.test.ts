import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { ModelShelf } from '../src/worker/ModelShelf.js';
import type { Running } from '../src/Running.js';
import { startBackend } from '../src/worker/startBackend.js';
import { TINY } from './support.js';

// Where numbers lie does not matter here.
let running: Running;
beforeAll(async () => {
  running = await startBackend({
    asked: undefined,
    graphics: 'none',
    fetchWebgl: () => Promise.reject(new Error('not needed')),
    onContextLost: () => undefined,
  });
});

let lastId = 0;
const shelfOf = (spareBytes: number): ModelShelf =>
  new ModelShelf(
    () => ++lastId,
    () => Promise.resolve(running),
    spareBytes,
  );
const waiting = () => ({ signal: new AbortController().signal, onProgress: () => undefined });
const address = (name: string): string => `${TINY}?${name}`;
/** What a shelf does by itself waits for nothing: it is done within one turn of the event loop. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('a network that nobody has used for long goes where memory is short, and comes back under its handle', async () => {
  const [shelf, before] = [shelfOf(0), tf.memory().numTensors];
  const a = await shelf.take(address('a'), undefined, waiting());
  const alone = tf.memory().numTensors;
  expect(alone).toBeGreaterThan(before);
  const b = await shelf.take(address('b'), undefined, waiting());
  a.giveBack();
  await settle();
  expect(tf.memory().numTensors).toBe(2 * alone - before); // Of those that nobody holds, the one used last stays.
  b.giveBack();
  await settle();
  expect(tf.memory().numTensors).toBe(alone);
  const again = await shelf.takeById(a.summary.id, waiting());
  expect(again.summary).toEqual(a.summary);
  again.giveBack();
  shelf.dispose();
  await settle();
  expect(tf.memory().numTensors).toBe(before);
});

test('a network that is held stays, whatever it takes; with room enough all stay', async () => {
  const shelf = shelfOf(Infinity);
  for (const name of ['a', 'b', 'c']) {
    const { giveBack } = await shelf.take(address(name), undefined, waiting());
    giveBack();
  }
  const { numTensors } = tf.memory();
  const { model, giveBack } = await shelf.take(address('a'), undefined, waiting());
  expect(tf.memory().numTensors).toBe(numTensors);
  expect(model.network.nodes.length).toBeGreaterThan(3);
  giveBack();
  shelf.dispose();
});

test('a network with random weights keeps the one that it was made from, and no other', async () => {
  const [shelf, before] = [shelfOf(0), tf.memory().numTensors];
  const random = await shelf.take(address('a'), 3, waiting());
  const other = await shelf.take(address('b'), undefined, waiting());
  other.giveBack();
  await settle();
  const weights = Object.values(random.model.network.nodes[1]!.op.weights);
  expect(weights.every((weight) => !weight.isDisposed)).toBe(true);
  random.giveBack();
  shelf.dispose();
  await settle();
  expect(tf.memory().numTensors).toBe(before);
});

test('a handle that was never given is refused in words', async () => {
  await expect(shelfOf(0).takeById(77, waiting())).rejects.toThrow('call loadModel first');
});
