import * as tf from '@tensorflow/tfjs-core';
import '../src/worker/worker.js';
import { contextOf } from '../src/worker/contextOf.js';

// The engine's worker, with a network that tests break, and a graphics context that they take away.

/** Whether what is asked of it arrives: at once, once the network is another, or never. */
type Network = 'fine' | 'held' | 'broken';
/** What a test tells it, and what it then says. */
export type Order = { network: Network } | 'count' | 'lose context' | 'no memory';
export interface Count {
  tensors: number;
  /** Addresses of all that was fetched. */
  fetched: string[];
}

const fetched: string[] = [];
const { fetch } = globalThis;
let network: Network = 'fine';
let release = (): void => undefined;
let released = Promise.resolve();

function setNetwork(next: Network): void {
  network = next;
  release();
  released = new Promise((resolve) => (release = resolve));
}

globalThis.fetch = async (address, options) => {
  fetched.push(String(address instanceof Request ? address.url : address));
  if (network === 'broken') throw new TypeError('Failed to fetch');
  if (network === 'held') await released;
  options?.signal?.throwIfAborted();
  return fetch(address, options);
};

self.addEventListener('message', ({ data }: MessageEvent<{ order?: Order } | null>) => {
  const order = data?.order;
  if (order === undefined) return;
  if (order === 'count') self.postMessage({ count: { tensors: tf.memory().numTensors, fetched } });
  else if (order === 'lose context') contextOf().getExtension('WEBGL_lose_context')!.loseContext();
  else if (order === 'no memory') contextOf().getError = () => contextOf().OUT_OF_MEMORY;
  else setNetwork(order.network);
});
