import { receptiveFields, squareField } from '@deconv/geometry';
import { recordOf } from '@deconv/models';
import type { LensResults, LensResultsImage } from '@deconv/results';
import type * as v from 'valibot';
import type { Ports } from '../Ports.js';
import { eachPhoto } from '../running/eachPhoto.js';
import { header } from '../running/header.js';
import { layersOf } from '../running/layersOf.js';
import { partOf } from '../running/strongestOver.js';
import type { options } from './options.js';
import { placesWithin } from './placesOf.js';
import { strongestPlaces } from './running/strongestPlaces.js';
import { unitsAt } from './running/unitsAt.js';

/** Looks at places of each photo: the strongest unit of each layer there, projected. */
export async function run(
  { layers: names, at, places: count, rule }: v.InferOutput<typeof options>,
  ports: Ports,
): Promise<LensResults> {
  const { model, fit, photos, draw } = ports;
  const layers = layersOf(model, names, rule);
  const { height, width } = model.network.input;
  const indices = layers.map((layer) => model.network.indexOf(layer));
  const deepest = layers[indices.indexOf(Math.max(...indices))]!;
  const given = at === undefined ? undefined : placesWithin({ height, width }, at);
  const part = partOf(
    model,
    layers.map((layer) => ({ layer })),
  );
  const images: LensResultsImage[] = [];
  const skipped = await eachPhoto(ports, async (pixels, index) => {
    const nth = `image-${images.length + 1}`;
    const record = await recordOf(part, pixels);
    try {
      const places: LensResultsImage['places'] = [];
      for (const place of given ?? (await strongestPlaces(record, deepest, count))) {
        const path = [nth, `place-${places.length + 1}`];
        const units = await unitsAt({ record, pixels, layers }, place, { rule, path }, ports);
        places.push({ at: place, units });
      }
      const drawn = draw && { picture: await draw([nth], pixels) };
      images.push({ image: photos.names[index]!, ...drawn, places });
    } finally {
      record.dispose();
    }
  });
  return {
    ...header(ports, skipped),
    probe: 'lens',
    options: { rule, fit },
    size: { height, width },
    layers: fieldsOf(model.network, layers),
    images,
  };
}

/** Each layer with what its units see, where one square field holds for all. */
function fieldsOf(network: Ports['model']['network'], layers: readonly string[]) {
  const fields = receptiveFields(network.nodes);
  return layers.map((layer) => {
    const field = squareField(fields[network.indexOf(layer)]);
    return { layer, ...(field && { field }) };
  });
}
