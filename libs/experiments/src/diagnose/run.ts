import { recordOf, type Model } from '@deconv/models';
import {
  breather,
  chooseConvolutions,
  DeadUnits,
  describeConvolution,
  filterPictures,
  filterStrip,
  networkUpTo,
  readFilters,
  type Convolution,
} from '@deconv/probes';
import type { DiagnoseResults, DiagnoseResultsLayer, Results } from '@deconv/results';
import type * as v from 'valibot';
import type { Ports } from '../Ports.js';
import { atCheckpoint } from '../running/atCheckpoint.js';
import { eachPhoto } from '../running/eachPhoto.js';
import { header } from '../running/header.js';
import type { DiagnosePorts } from './DiagnosePorts.js';
import type { options } from './options.js';

type Options = v.InferOutput<typeof options>;

/** Ports with one of the checkpoints opened. */
type Opened = Ports & Pick<DiagnosePorts, 'onFilters'> & { name: string; path: readonly string[] };

/** Looks at filters, and over photos for feature maps that are dead; at one checkpoint after the other. */
export async function run(asked: Options, ports: DiagnosePorts): Promise<DiagnoseResults> {
  const { layers: names, ...limits } = asked;
  const { checkpoints } = ports;
  const several = checkpoints.length > 1;
  const networks: DiagnoseResults['networks'] = [];
  let begun: ReturnType<typeof header> | undefined;
  for (const [index, { name, open }] of checkpoints.entries()) {
    const { close, ...opened } = await open();
    const here = { ...ports, ...opened, name, path: several ? [name] : [] };
    try {
      const told = several ? atCheckpoint(here, name, index, checkpoints.length) : here;
      const chosen = chooseConvolutions(here.model, names);
      const { layers, skipped } = await lookAt(chosen, limits, told);
      begun = header(here, skipped);
      networks.push({ name, fingerprint: here.network.fingerprint, layers });
    } finally {
      close();
    }
  }
  return { ...begun!, probe: 'diagnose', options: { ...limits, fit: ports.fit }, networks };
}

async function lookAt(
  chosen: readonly Convolution[],
  limits: Omit<Options, 'layers'>,
  ports: Opened,
): Promise<{ layers: DiagnoseResultsLayer[]; skipped: Results['data']['skipped'] }> {
  const { model, photos, signal } = ports;
  const units = new DeadUnits(model.network, chosen);
  const skipped = photos.names.length ? await lookForDead(units, ports) : [];
  const report = ports.begin({
    ...{ share: [0.5, 1], total: chosen.length },
    message: (done) =>
      `Looking at the filters of ${chosen[Math.min(done, chosen.length - 1)]!.layer}`,
  });
  const breathe = breather();
  const layers: DiagnoseResultsLayer[] = [];
  for (const convolution of chosen) {
    await breathe();
    signal.throwIfAborted();
    const dead = photos.names.length ? units.of(convolution.layer) : null;
    const layer = await describeConvolution(model.network, convolution, limits, dead);
    layers.push(await drawn(layer, convolution, ports));
    report(layers.length);
  }
  return { layers, skipped };
}

function lookForDead(units: DeadUnits, ports: Opened): Promise<Results['data']['skipped']> {
  const { rectifiers } = units;
  const { network } = ports.model;
  // Without a rectifier no pass is needed, but photos are still read and counted.
  const part: Model | undefined = rectifiers.length
    ? { ...ports.model, network: networkUpTo(network, rectifiers) }
    : undefined;
  const only = rectifiers.map((name) => network.indexOf(name));
  return eachPhoto(
    ports,
    async (pixels) => {
      if (!part) return;
      const record = await recordOf(part, pixels, { only });
      await units.add(record).finally(() => record.dispose());
    },
    { share: [0, 0.5] },
  );
}

/** The layer with a picture of its filters, where pictures can be kept. */
async function drawn(
  layer: DiagnoseResultsLayer,
  convolution: Convolution,
  { model, draw, name, path, onFilters }: Opened,
): Promise<DiagnoseResultsLayer> {
  if (!draw) return layer;
  const filters = await readFilters(model.network, convolution);
  const pictures = filterPictures(model, convolution, filters);
  await onFilters?.({ name, layer, pictures });
  const { height, width, shown } = pictures;
  const picture = await draw([...path, `${layer.layer}-filters`], filterStrip(pictures));
  return { ...layer, drawn: { picture, height, width, shown } };
}
