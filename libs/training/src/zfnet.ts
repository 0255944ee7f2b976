import type { Architecture, LayerSpec, Padding } from './architecture.js';

export interface ZfnetOptions {
  classes: number;
  /** Side of the picture in pixels. Default 96. */
  inputSize?: number;
}

/**
 * The network of Zeiler & Fergus (2013, Fig. 3) for small pictures: five convolutions, the first 7 × 7 with stride 2,
 * three overlapping max poolings, two dense layers. At 96 pixels half as many channels as the paper's or fewer, no
 * local response normalisation, and the second convolution keeps stride 1.
 */
export function zfnet({ classes, inputSize = 96 }: ZfnetOptions): Architecture {
  return {
    name: 'zfnet',
    inputSize,
    batchNorm: true,
    layers: [
      conv(1, 48, 7, 2, 'valid'),
      pool(1),
      conv(2, 96, 5, 1, 'valid'),
      pool(2),
      conv(3, 128, 3, 1, 'same'),
      conv(4, 128, 3, 1, 'same'),
      conv(5, 96, 3, 1, 'same'),
      pool(5),
      { kind: 'dense', name: 'fc6', units: 512 },
      { kind: 'dense', name: 'fc7', units: 512 },
      { kind: 'classes', name: 'fc8', units: classes },
    ],
  };
}

function conv(index: number, filters: number, size: number, stride: number, padding: Padding) {
  return { kind: 'conv', name: `conv${index}`, filters, size, stride, padding } satisfies LayerSpec;
}

function pool(index: number) {
  return { kind: 'pool', name: `pool${index}`, size: 3, stride: 2 } satisfies LayerSpec;
}
