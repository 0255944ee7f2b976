import type { Raster } from '@deconv/pictures';
import { rgbOfPlanes, type Planes } from './rgbOfPlanes.js';

/** A picture as it is stored, by how many quarter turns it stands upright, and whether it is mirrored then. */
interface Turned {
  rotation?: number;
  flip?: boolean;
}

/**
 * Decodes an AVIF picture from brightness and colour as they are stored: browsers and the command's library fill in colours
 * that are stored for each second pixel differently, and round differently.
 * @returns RGB, upright; undefined where the browser does not hand them out, or something is transparent
 */
export async function decodeAvif(file: Uint8Array<ArrayBuffer>): Promise<Raster | undefined> {
  if (!('ImageDecoder' in globalThis)) return undefined;
  const decoder = new ImageDecoder({ data: file, type: 'image/avif' });
  try {
    const { image } = await decoder.decode();
    const planes = await planesOf(image);
    const { rotation = 0, flip = false } = image as Turned;
    image.close();
    return planes && rgbOfPlanes(planes, rotation, flip);
  } catch {
    // What is wrong with it is said by who decodes it next.
    return undefined;
  } finally {
    decoder.close();
  }
}

/** Share of red and blue in brightness (ITU-T H.273, matrix coefficients 1, 5, 6 and 9). */
const MATRICES = new Map<string | null, [red: number, blue: number]>([
  ['bt709', [0.2126, 0.0722]],
  ['bt470bg', [0.299, 0.114]],
  ['smpte170m', [0.299, 0.114]],
  ['bt2020-ncl', [0.2627, 0.0593]],
]);

/** Undefined where a frame is not of three planes. */
async function planesOf(frame: VideoFrame): Promise<Planes | undefined> {
  const [, columns, rows, deep] = /^I4(\d)(\d)(P1[02])?$/.exec(frame.format ?? '') ?? [];
  const { matrix, fullRange } = frame.colorSpace;
  const weights = MATRICES.get(matrix);
  if (columns === undefined || !weights) return undefined;
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  const { codedWidth: width, codedHeight: height } = frame;
  const depth = deep ? Number(deep.slice(1)) : 8;
  // J:a:b of 4 pixels: in the first of two rows `a` of them have a colour of their own, in the second `b`.
  const subsampled = { columns: 4 / Number(columns), rows: rows === '0' ? 2 : 1 };
  return {
    width,
    height,
    bytes,
    layout,
    depth,
    fullRange: fullRange === true,
    weights,
    subsampled,
  };
}
