import type { Pixels } from '@deconv/pictures';
import type { GlyphSource } from '../emoji/glyph.js';
import type { Scene } from './scene.js';
import { sceneSvg } from './sceneSvg.js';

/**
 * Chromium samples noise half a unit of the SVG's hundred plus half a pixel further right and down than librsvg, which
 * draws scenes in Node: moved by as much, it is the same noise.
 */
const noiseShift = (size: number) => 0.005 + 0.5 / size;

/**
 * Draws a scene in a page: the same picture that `renderSvg` makes of it in Node, but for the smoothing of edges
 * (measured in Chromium; other browsers may sample noise elsewhere). What the scene leaves open is white.
 * @param size side in pixels
 * @param canvas takes on this size and shows the scene. Default: one that nobody sees
 * @throws Error in a worker, which cannot decode SVG; where a drawing is no valid SVG; where the canvas has a context of
 * another kind.
 */
export async function drawScene(
  scene: Scene,
  glyphs: GlyphSource,
  size: number,
  canvas: OffscreenCanvas | HTMLCanvasElement = new OffscreenCanvas(size, size),
): Promise<Pixels> {
  const picture = await decodeSvg(sceneSvg(scene, glyphs, size, noiseShift(size)));
  canvas.width = size;
  canvas.height = size;
  const context = contextOf(canvas);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size, size);
  context.drawImage(picture, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  return { width: size, height: size, data: withoutAlpha(data) };
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

function contextOf(canvas: OffscreenCanvas | HTMLCanvasElement): Context {
  const context = canvas.getContext('2d', { willReadFrequently: true }) as Context | null;
  if (context) return context;
  throw new Error('the canvas has no 2D context, since it has one of another kind; give a new one');
}

async function decodeSvg(svg: string): Promise<HTMLImageElement> {
  if (typeof Image === 'undefined')
    throw new Error(
      'drawing a scene needs a page, since workers cannot decode SVG: draw it there and send its pixels',
    );
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch (cause) {
    throw new Error(
      'the browser cannot decode this scene; expected drawings whose body is valid SVG',
      { cause },
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++)
    rgb.set(rgba.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  return rgb;
}
