import type { Checkpoint, Ports } from '@deconv/experiments';
import type { ProbeRequest } from '../../contract.js';
import type { ProbeContext } from './ProbeContext.js';

/** Checkpoints that the shelf lends one after the other; documents name them by the whole network. */
export function checkpointsOf(
  asked: Extract<ProbeRequest, { probe: 'evolution' }>['checkpoints'],
  { summary: { name: whole }, take }: ProbeContext,
): Checkpoint[] {
  return asked.map(({ name, url }) => ({
    name,
    async open() {
      const { model, summary, giveBack } = await take(url);
      const network = { name: whole, fingerprint: summary.fingerprint };
      return { model, network, close: giveBack };
    },
  }));
}

/** The network in use, which stays open. */
export function thisAlone({ model, network }: Pick<Ports, 'model' | 'network'>): Checkpoint {
  const open = () => Promise.resolve({ model, network, close: () => undefined });
  return { name: network.name, open };
}
