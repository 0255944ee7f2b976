import { USUAL_PIXELS, type UsualPixelsName } from '@deconv/pictures';

/** Files of a network with the preprocessing that the reader chose, unless they say one themselves, or none was chosen. */
export function withPreprocessing(files: readonly File[], chosen: string): readonly File[] {
  const known = Object.hasOwn(USUAL_PIXELS, chosen) && USUAL_PIXELS[chosen as UsualPixelsName];
  if (!known || files.some(({ name }) => name === 'preprocess.json')) return files;
  return [...files, new File([JSON.stringify(known)], 'preprocess.json')];
}
