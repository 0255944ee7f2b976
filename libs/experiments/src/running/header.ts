import { FORMAT, VERSION, type Results } from '@deconv/results';
import type { Ports } from '../Ports.js';

/** What the document of every experiment begins with. @param skipped photos that were not looked at */
export function header(
  { network, data, backend }: Pick<Ports, 'network' | 'data' | 'backend'>,
  skipped: Results['data']['skipped'] = [],
): Pick<Results, 'format' | 'version' | 'model' | 'data' | 'backend'> {
  return {
    format: FORMAT,
    version: VERSION,
    model: network,
    data: { ...data, skipped: [...data.skipped, ...skipped] },
    backend,
  };
}
