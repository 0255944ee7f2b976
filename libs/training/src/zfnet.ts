import type { Architecture, LayerSpec, Padding } from './architecture.js';

/** What a network is for. */
export interface ZfnetOptions {
  classes: number;
  /** Side of the picture in pixels. Default 96. */
  inputSize?: number;
  /** Factor on the channels and units of every layer but the last, whatever the variant's own are. Default 1. */
  width?: number;
  /** Whether training normalises over the batch. Default true. */
  batchNorm?: boolean;
}

interface FirstLayer {
  size: number;
  stride: number;
  padding: Padding;
}

const FIRST: FirstLayer = { size: 7, stride: 2, padding: 'valid' };

/** What varies between the networks that the paper compares. */
interface Variant {
  first?: FirstLayer;
  /** Numbers of layers, 3 … 7, that are left out. */
  without?: readonly number[];
  /** Factor on the channels and units of every layer but the last. */
  width?: number;
  /** Factor on the units of layers 6 and 7. */
  dense?: number;
  /** Factors on the channels of layers 3, 4 and 5. */
  upper?: readonly [number, number, number];
}

/** From the paper's 384, 384 and 256 channels to 512, 1,024 and 512. */
const WIDE_UPPER = [4 / 3, 8 / 3, 2] as const;

/**
 * Beside `zfnet` itself the networks of the paper's comparisons: `alexnet-style` reads 11 × 11 pixels with stride 4 as
 * Krizhevsky et al. (2012) did (Fig. 6); others lack layers, or have fewer or more units (Table 3).
 */
const VARIANTS = {
  zfnet: {},
  'alexnet-style': { first: { size: 11, stride: 4, padding: 'same' } },
  'zfnet-without-3-4': { without: [3, 4] },
  'zfnet-without-7': { without: [7] },
  'zfnet-without-6-7': { without: [6, 7] },
  'zfnet-without-3-4-6-7': { without: [3, 4, 6, 7] },
  'zfnet-narrow': { width: 0.5 },
  'zfnet-wide': { width: 1.5 },
  'zfnet-dense-narrow': { dense: 0.5 },
  'zfnet-dense-wide': { dense: 2 },
  'zfnet-convs-wide': { upper: WIDE_UPPER },
  'zfnet-convs-dense-wide': { upper: WIDE_UPPER, dense: 2 },
} as const satisfies Record<string, Variant>;

export type ArchitectureName = keyof typeof VARIANTS;

/** The networks that training knows by name. */
export const ARCHITECTURE_NAMES = Object.keys(VARIANTS) as ArchitectureName[];

/**
 * The network of Zeiler & Fergus (2013, Fig. 3) for small pictures, or a variant of it: five convolutions, the first
 * 7 × 7 with stride 2, three overlapping max poolings, two dense layers. At 96 pixels half as many channels as the
 * paper's or fewer, no local response normalisation, and the second convolution keeps stride 1.
 */
export function zfnet(options: ZfnetOptions, name: ArchitectureName = 'zfnet'): Architecture {
  const { classes, inputSize = 96, batchNorm = true } = options;
  const variant: Variant = VARIANTS[name];
  const { first = FIRST, without = [], dense = 1, upper = [1, 1, 1] } = variant;
  const width = (variant.width ?? 1) * (options.width ?? 1);
  const wide = (count: number) => Math.max(1, Math.round(count * width));
  const layers: LayerSpec[] = [
    { kind: 'conv', name: 'conv1', filters: wide(48), ...first },
    pool(1),
    conv(2, wide(96), 5, 'valid'),
    pool(2),
    conv(3, wide(128 * upper[0]), 3, 'same'),
    conv(4, wide(128 * upper[1]), 3, 'same'),
    conv(5, wide(96 * upper[2]), 3, 'same'),
    pool(5),
    { kind: 'dense', name: 'fc6', units: wide(512 * dense) },
    { kind: 'dense', name: 'fc7', units: wide(512 * dense) },
    { kind: 'classes', name: 'fc8', units: classes },
  ];
  const left = new Set(without.flatMap((index) => [`conv${index}`, `fc${index}`]));
  return {
    name,
    inputSize,
    batchNorm,
    layers: layers.filter((layer) => !left.has(layer.name)),
  };
}

function conv(index: number, filters: number, size: number, padding: Padding): LayerSpec {
  return { kind: 'conv', name: `conv${index}`, filters, size, stride: 1, padding };
}

function pool(index: number): LayerSpec {
  return { kind: 'pool', name: `pool${index}`, size: 3, stride: 2 };
}
