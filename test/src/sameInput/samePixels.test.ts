import { decodePhoto, type DeconvProjection, type PixelView } from '@deconv/elements';
import { createEngine } from '@deconv/engine';
import { crop, type Raster } from '@deconv/pictures';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { bytesOf } from '../experiments/files.js';
import { drawnName, PHOTO, RULES, UNITS } from './units.js';

const folder = inject('sameInput');
const engine = createEngine({ backend: 'cpu' });
afterAll(() => engine.close());

describe.each(UNITS)('a projection of $layer', ({ layer, channel, at, field }) => {
  test('has the same pixels in the page’s figure and in the command’s PNG', async () => {
    const figure = document.createElement('deconv-projection');
    Object.assign(figure, { engine, layer, channel, at, model: `/@fs${folder}/model` });
    figure.photo = `/@fs${folder}/photos/${PHOTO}`;
    document.body.append(figure);
    figure.start();
    await expect.poll(() => figure.stage).toBe('ready');
    const [, ...drawn] = canvasesOf(figure);
    for (const [i, rule] of RULES.entries()) {
      const byPage = pixelsOf(drawn[i]!);
      expect([byPage.width, byPage.height]).toEqual([field, field]);
      const sheet = await decodePhoto(
        new Blob([await bytesOf(`${folder}/${drawnName(layer, rule)}`)]),
      );
      // The projection stands at the right, each of its pixels a square.
      const zoom = sheet.height / field;
      const side = sheet.height;
      const box = { top: 0, left: sheet.width - side, height: side, width: side };
      const byCommand = everyPixel(crop(sheet, box), zoom);
      const off = byPage.data.map((value, k) => Math.abs(value - byCommand[k]!));
      expect(new Set(byPage.data).size).toBeGreaterThan(20);
      // The last bit of a number may turn a rounding, in one of a thousand pixels.
      expect(Math.max(...off)).toBeLessThanOrEqual(1);
      expect(off.filter((each) => each > 0).length).toBeLessThan(1e-3 * off.length);
    }
    figure.remove();
  });
});

/** What the figure draws: the patch, then the projection by each rule. */
function canvasesOf(figure: DeconvProjection): HTMLCanvasElement[] {
  const views = figure.shadowRoot!.querySelectorAll<PixelView>('.one deconv-pixels');
  return [...views].map((view) => view.shadowRoot!.querySelector('canvas')!);
}

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** The pixels of a picture in which each is a square of `zoom` × `zoom`. */
function everyPixel({ width, data }: Raster, zoom: number): number[] {
  const side = width / zoom;
  return Array.from({ length: side * side * 4 }, (_, i) => {
    const [row, column] = [Math.floor(i / 4 / side), Math.floor(i / 4) % side];
    return data[4 * (row * zoom * width + column * zoom) + (i % 4)]!;
  });
}
