/** How pixels of 0–255 become a network's input, `(pixel − meanSubtract) · scale`: what is left out changes nothing. */
export interface UsualPixels {
  /** Which of the usual ways it is, in words. */
  about: string;
  channelOrder?: 'RGB' | 'BGR';
  meanSubtract?: [number, number, number];
  scale?: number | [number, number, number];
}

/** The colours' means over ImageNet, as Caffe's and as torchvision's networks take them off; the deviation of the latter. */
const CAFFE_MEAN: [number, number, number] = [123.68, 116.779, 103.939];
const TORCH_MEAN: [number, number, number] = [123.675, 116.28, 103.53];
const TORCH_SCALE: [number, number, number] = [0.01712475, 0.017507, 0.01742919];

/** The ways in which most networks want their pixels, by their names. */
export const USUAL_PIXELS = {
  plain: { about: '0 to 255, as they are' },
  'zero-to-one': { about: '0 to 1', scale: 1 / 255 },
  'minus-one-to-one': { about: '−1 to 1', meanSubtract: [127.5, 127.5, 127.5], scale: 1 / 127.5 },
  torchvision: {
    about: 'as torchvision and timm: ImageNet’s mean and deviation',
    meanSubtract: TORCH_MEAN,
    scale: TORCH_SCALE,
  },
  caffe: {
    about: 'as Caffe: blue first, ImageNet’s mean taken off',
    channelOrder: 'BGR',
    meanSubtract: CAFFE_MEAN,
  },
  'caffe-rgb': { about: 'ImageNet’s mean taken off, red first', meanSubtract: CAFFE_MEAN },
} as const satisfies Record<string, UsualPixels>;

export type UsualPixelsName = keyof typeof USUAL_PIXELS;
