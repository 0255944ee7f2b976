import type { Photos, Ports, Stage } from '@deconv/experiments';
import type { Pixels } from '@deconv/pictures';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import { computedOn } from '../backend/computedOn.js';
import { decodeAhead } from '../decodeAhead.js';
import { dataOf, networkOf, type Documented } from '../documentHeader.js';
import { progress } from '../progress.js';
import { sayOver } from '../say.js';
import { drawIn } from './drawIn.js';

interface Given extends Omit<Documented, 'source' | 'model'> {
  /** Paths of the images that are looked at. */
  looked: readonly string[];
  fit: Fit;
  /** Whether parts of maps are computed, not only whole ones. */
  inParts?: boolean;
  /** Where pictures are written, if they are. */
  folder: string | undefined;
  signal: AbortSignal;
}

/** What a command gives to an experiment: images from files, pictures into a folder, progress on stderr. */
export function portsOf({
  source,
  model,
  ...given
}: Given & Pick<Documented, 'source' | 'model'>): Ports {
  const backend = computedOn(given.backend, model.network, given.inParts);
  return { ...commonPorts({ ...given, backend }), model, network: networkOf({ source, model }) };
}

/** The same without the network, where there are several. */
export function commonPorts(given: Given): Omit<Ports, 'model' | 'network'> {
  const { looked, fit, folder, signal, backend } = given;
  return {
    ...{ backend, fit, signal, begin },
    data: dataOf(given),
    photos: photosOf(looked, fit),
    draw: folder === undefined ? undefined : drawIn(folder),
  };
}

export function photosOf(paths: readonly string[], fit: Fit): Photos {
  return {
    names: paths,
    all: (size, which) => decodeAhead(which ? which.map((i) => paths[i]!) : paths, { size, fit }),
    at: (index, size): Promise<Pixels> => decodeImage(paths[index]!, { size, fit }),
  };
}

function begin({ total, counted, brief = false }: Stage): (done: number) => void {
  if (counted === undefined) return () => undefined;
  if (!brief) return progress(total, counted);
  return (done) => {
    if (process.stderr.isTTY) sayOver(`${done} of ${total} ${counted}`, done === total);
  };
}
