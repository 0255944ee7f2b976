import {
  breather,
  chooseConvolutions,
  DeadUnits,
  describeConvolution,
  filterPictures,
  filterStrip,
  LIMITS,
  networkUpTo,
  readFilters,
  type Convolution,
} from '@deconv/probes';
import type { DiagnoseResults, DiagnoseResultsLayer } from '@deconv/results';
import type { NamedPicture, ProbeRequest } from '../../contract.js';
import { recordOf } from '../recordOf.js';
import { eachPhoto } from './eachPhoto.js';
import { header } from './header.js';
import { pictureUrl } from './pictureUrl.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'diagnose' }>;

/** What `deconv diagnose` writes of one network. */
export async function diagnose(
  { images = [], layers: names }: Request,
  place: Workplace,
): Promise<DiagnoseResults> {
  const { model, summary, signal, onProgress } = place;
  const chosen = chooseConvolutions(model, names);
  const units = images.length ? await lookForDead(images, chosen, place) : undefined;
  const breathe = breather();
  const layers: DiagnoseResultsLayer[] = [];
  for (const [i, convolution] of chosen.entries()) {
    onProgress(0.5 + (0.5 * i) / chosen.length, `Looking at the filters of ${convolution.layer}`);
    await breathe();
    signal.throwIfAborted();
    const dead = units ? units.of(convolution.layer) : null;
    const layer = await describeConvolution(model.network, convolution, LIMITS, dead);
    layers.push({ ...layer, drawn: await drawn(convolution, place) });
  }
  return {
    ...header(place, images),
    probe: 'diagnose',
    options: { ...LIMITS, fit: 'cover' },
    networks: [{ name: summary.name, fingerprint: summary.fingerprint, layers }],
  };
}

async function lookForDead(
  images: readonly NamedPicture[],
  chosen: readonly Convolution[],
  place: Workplace,
): Promise<DeadUnits> {
  const { model } = place;
  const units = new DeadUnits(model.network, chosen);
  const { rectifiers } = units;
  const part = {
    ...model,
    network: rectifiers.length ? networkUpTo(model.network, rectifiers) : model.network,
  };
  await eachPhoto(
    images,
    place,
    async (pixels) => {
      const record = await recordOf(part, pixels);
      await units.add(record).finally(() => record.dispose());
    },
    [0, 0.5],
  );
  return units;
}

async function drawn(
  convolution: Convolution,
  { model }: Workplace,
): Promise<NonNullable<DiagnoseResultsLayer['drawn']>> {
  const filters = await readFilters(model.network, convolution);
  const pictures = filterPictures(model, convolution, filters);
  const { height, width, shown } = pictures;
  return { picture: await pictureUrl(filterStrip(pictures)), height, width, shown };
}
