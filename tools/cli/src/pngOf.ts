import type { Pixels } from '@deconv/pictures';
import sharp from 'sharp';

/** A PNG of pixels as they are. */
export function pngOf({ width, height, data }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** The pixels of such a PNG. */
export async function readPng(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
