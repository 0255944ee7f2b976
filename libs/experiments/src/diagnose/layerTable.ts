import type { DiagnoseResults, DiagnoseResultsLayer } from '@deconv/results';
import { table } from '../table.js';
import { percent, short } from './inWords.js';

const HEAD = [
  'layer',
  'filters',
  'size/stride',
  'RMS',
  'from–to',
  'dominant',
  'dominated',
  'dead',
  'duplicates',
  'low',
  'mid',
  'high',
  'aliasing',
];

/** One row for each layer of each network. */
export function layerTable({ networks }: DiagnoseResults): string {
  const several = networks.length > 1;
  const rows = networks.flatMap(({ name, layers }) =>
    layers.map((layer) => [...(several ? [name] : []), ...rowOf(layer)]),
  );
  return table([...(several ? ['network'] : []), ...HEAD], rows);
}

function rowOf(layer: DiagnoseResultsLayer): string[] {
  const { rms, median, size, stride, spectrum, aliasing } = layer;
  const [least, most] = [Math.min(...rms), Math.max(...rms)];
  const [down, across] = stride;
  return [
    layer.layer,
    String(layer.filters),
    `${size.join('×')}/${down === across ? down : stride.join('×')}`,
    short(median),
    `${short(least)}–${short(most)}`,
    String(layer.dominant.length),
    String(layer.dominated.length),
    layer.dead ? String(layer.dead.length) : '–',
    String(layer.duplicates.length),
    ...(spectrum ? [spectrum.low, spectrum.mid, spectrum.high].map(percent) : ['–', '–', '–']),
    aliasing ? percent(aliasing.photographs) : '–',
  ];
}
