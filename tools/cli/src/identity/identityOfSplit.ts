import type { ImageFile } from '@deconv/datasets/node';
import { identityOf, type Identity } from './identityOf.js';

interface Split {
  trained: readonly ImageFile[];
  validation: readonly ImageFile[];
}

/** Knows photos by what they teach, wherever they lie: their classes and bytes, and which of them only measure. */
export function identityOfSplit(
  { trained, validation }: Split,
  options: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Identity> {
  const images = [...trained, ...validation].map(({ path }) => path);
  const names = [
    ...trained.map(({ folder }) => `learned: ${folder}`),
    ...validation.map(({ folder }) => `measured: ${folder}`),
  ];
  return identityOf({ work: 'split', options, images, names }, signal);
}
