import { contrastScale, interleaved, shade, ZERO_GREY } from '@deconv/pictures';
import type { SignalStep } from '@deconv/results';
import sharp from 'sharp';
import { Canvas } from '../top/Canvas.js';

/** Side of a step's picture, the spaces between pictures, and the height of the two lines above each; in pixels. */
const [SIDE, GAP, TITLE] = [152, 12, 36];
/** From this factor on pixels are enlarged as squares; below, pictures are resampled. */
const SQUARES = 3;
/** How many steps stand side by side. */
const ACROSS = 5;

/**
 * A PNG of a signal's way down: the strongest map of each step, and the projection in colour. Each lies on mid grey, which
 * is zero, with its own scale: the 99.5th percentile of its magnitudes reaches black or white.
 */
export async function stepsPicture(steps: readonly SignalStep[]): Promise<Buffer> {
  const rows = Math.ceil(steps.length / ACROSS);
  const [width, height] = [SIDE + GAP, TITLE + SIDE + GAP];
  const canvas = new Canvas(ACROSS * width + GAP, rows * height + GAP);
  for (const [i, step] of steps.entries()) {
    const left = GAP + (i % ACROSS) * width;
    const top = GAP + Math.floor(i / ACROSS) * height;
    const [name, size] = titleOf(step);
    canvas.label({ x: left, y: top + 12, text: `${i + 1} ${name}`, size: 12, bold: true });
    canvas.label({ x: left, y: top + 27, text: size, size: 11, faint: true });
    const place = { left, top: top + TITLE, width: SIDE, height: SIDE };
    canvas.fill(place, ZERO_GREY);
    const drawn = await drawnStep(step);
    canvas.put({ ...place, width: drawn.width, height: drawn.height }, drawn.data);
  }
  return canvas.png();
}

function titleOf({ step, layer, box, maps }: SignalStep): [name: string, size: string] {
  const size = `${box.height} × ${box.width}`;
  if (step === 'pixels') return ['pixels', `${size}, the projection`];
  return [`${step} ${layer}`, maps[0] ? `map ${maps[0].channel}, ${size}` : 'no signal is left'];
}

/** From the upper left corner. */
async function drawnStep({ step, box: { height, width }, maps }: SignalStep) {
  const colours = step === 'pixels' ? maps : [maps[0], maps[0], maps[0]];
  const values = interleaved(
    colours.map((map) => map?.values),
    height * width,
  );
  const factor = SIDE / Math.max(height, width);
  const whole = factor >= SQUARES ? Math.floor(factor) : factor;
  const size = { width: Math.round(width * whole), height: Math.round(height * whole) };
  const raw = { width, height, channels: 3 } as const;
  const data = await sharp(shade(values, contrastScale(values)), { raw })
    .resize({ ...size, fit: 'fill', kernel: factor >= SQUARES ? 'nearest' : 'lanczos3' })
    .raw()
    .toBuffer();
  return { ...size, data };
}
