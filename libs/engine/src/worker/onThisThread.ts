import { expose } from 'comlink';
import { graphicsHere } from '../graphicsHere.js';
import type { Side } from '../Side.js';
import { EngineSession } from './EngineSession.js';
import { CONTEXT_LOST } from './WorkerSide.js';

/** Computes on the page's own thread, where no worker can: figures are as they are, the page stutters while they compute. */
export function onThisThread(): Side {
  const { port1, port2 } = new MessageChannel();
  const session = new EngineSession(graphicsHere(), () => port1.postMessage(CONTEXT_LOST));
  expose(session, port1);
  port2.start();
  return {
    endpoint: port2,
    onDeath: () => undefined,
    end() {
      port2.close();
      port1.close();
      session.dispose();
    },
  };
}
