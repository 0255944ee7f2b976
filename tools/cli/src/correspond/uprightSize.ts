import sharp from 'sharp';

/** Width and height of a picture as it is seen, whichever way it was stored. */
export async function uprightSize(path: string): Promise<{ width: number; height: number }> {
  return (await sharp(path).metadata()).autoOrient;
}
