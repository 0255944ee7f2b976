import { architectureOf, type ChosenArchitecture } from '../architectureOf.js';
import { number, wholeNumber } from '../options.js';
import { UsageError } from '../UsageError.js';

/** One of the networks to compare. */
export interface ComparedNetwork extends ChosenArchitecture {
  /** Of the architecture, and of what else tells it apart. */
  name: string;
  architecture: string;
  filterLimit: number | null;
}

interface Args {
  architectures: string;
  'filter-limits': string;
  size: string;
  width: string;
  'batch-norm': boolean;
}

/** Every architecture with every limit. @throws UsageError for what is not known, or named twice */
export async function networksOf(args: Args): Promise<ComparedNetwork[]> {
  const options = {
    inputSize: wholeNumber('size', args.size, 8),
    width: number('width', args.width, { above: 0 }),
    batchNorm: args['batch-norm'],
  };
  const limits = args['filter-limits'].split(',').map(limitOf);
  const networks: ComparedNetwork[] = [];
  for (const said of args.architectures.split(',')) {
    const chosen = await architectureOf(said, options);
    const { name: architecture } = chosen.architectureFor(2);
    for (const filterLimit of limits) {
      const limited = filterLimit === null ? 'no limit' : `limit ${filterLimit}`;
      const name = limits.length > 1 ? `${architecture}, ${limited}` : architecture;
      if (networks.some((network) => network.name === name))
        throw new UsageError(`"${name}" is named twice; expected each network once`);
      networks.push({ ...chosen, name, architecture, filterLimit });
    }
  }
  return networks;
}

function limitOf(text: string): number | null {
  return text === 'none' ? null : number('filter-limits', text, { above: 0 });
}
