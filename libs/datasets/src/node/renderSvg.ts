import type { Pixels } from '@deconv/pictures';
import sharp from 'sharp';

/** Draws an SVG document at its own width and height; what it leaves open is white. */
export async function renderSvg(svg: string): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
