import { parentPort } from 'node:worker_threads';

/** What threads can be asked to do, by name; arguments and answers are copied from thread to thread. */
export type Work<W> = { [K in keyof W]: (...args: never[]) => Promise<unknown> };

/** Asks for one thing to be done. */
export type Ask = (name: string, args: unknown[]) => Promise<unknown>;

export interface Request {
  id: number;
  name: string;
  args: unknown[];
}

/** What a worker thread says: that it can be asked from now on, or how a request ended. */
export type Reply = 'ready' | ({ id: number } & ({ answer: unknown } | { error: unknown }));

/** In a worker thread: does what the thread that started it asks for. */
export function serve<W extends Work<W>>(work: W): void {
  const ask = asking(work);
  const reply = (message: Reply): void => parentPort!.postMessage(message);
  parentPort!.on('message', ({ id, name, args }: Request) => {
    void ask(name, args).then(
      (answer) => reply({ id, answer }),
      (error: unknown) => reply({ id, error }),
    );
  });
  reply('ready');
}

/** Work as it is asked for by name. */
export function asking<W extends Work<W>>(work: W): Ask {
  return (name, args) => work[name as keyof W](...(args as never[]));
}
