/** How networks commonly want their pixels of 0–255, as `preprocess.json` says it. */
const KNOWN: Readonly<Record<string, object>> = {
  plain: {},
  torchvision: {
    meanSubtract: [123.675, 116.28, 103.53],
    scale: [0.01712475, 0.017507, 0.01742919],
  },
  'zero-to-one': { scale: 1 / 255 },
  'minus-one-to-one': { meanSubtract: [127.5, 127.5, 127.5], scale: 1 / 127.5 },
  caffe: { channelOrder: 'BGR', meanSubtract: [123.68, 116.779, 103.939] },
};

/** Files of a network with the preprocessing that the reader chose, unless they say one themselves, or none was chosen. */
export function withPreprocessing(files: readonly File[], chosen: string): readonly File[] {
  const known = KNOWN[chosen];
  if (!known || files.some(({ name }) => name === 'preprocess.json')) return files;
  return [...files, new File([JSON.stringify(known)], 'preprocess.json')];
}
