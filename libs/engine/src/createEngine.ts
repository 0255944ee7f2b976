import { type Remote, transfer } from 'comlink';
import { Connection } from './Connection.js';
import type { Engine } from './contract.js';
import type { WorkerSide } from './worker/WorkerSide.js';

/**
 * An engine in a Web Worker of its own. The worker starts with the first model, so an engine that nobody uses costs
 * nothing; after a failure, loading a model starts a fresh one.
 */
export function createEngine(): Engine {
  let connection: Connection | undefined;
  let closed = false;

  const start = (): Connection => {
    if (closed) throw new Error('This engine was closed. Create a new one.');
    if (!connection || connection.failure) connection = new Connection(startWorker());
    return connection;
  };
  const running = (): Connection => {
    if (!connection) throw new Error('No model is loaded yet: call loadModel first.');
    return connection;
  };
  const release = async (photo: number): Promise<void> => {
    if (connection && !connection.failure) await connection.call((remote) => remote.release(photo));
  };

  return {
    async loadModel(url, options) {
      // The worker's own address is another one: relative addresses are meant relative to the page.
      const address = new URL(url, document.baseURI).href;
      return start().call((remote, task) => remote.loadModel(task, address), options);
    },
    async openPhoto(picture, options) {
      const copy = { ...picture, data: picture.data.slice() };
      const ask = (remote: Remote<WorkerSide>, task: number) =>
        remote.openPhoto(task, transfer(copy, [copy.data.buffer]));
      return running().call(ask, options, (late) => void release(late.id));
    },
    async strongest(photo, layer, count, rule, options) {
      return running().call(
        (remote, task) => remote.strongest(task, photo, layer, count, rule),
        options,
      );
    },
    release,
    close() {
      closed = true;
      connection?.fail(new Error('The engine was closed.'));
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./worker/worker.js', import.meta.url), {
    type: 'module',
    name: 'deconv',
  });
}
