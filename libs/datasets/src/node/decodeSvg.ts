import type { Pixels } from '@deconv/pictures';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { onWhite } from '../onWhite.js';
import { PIXEL_LIMIT } from '../pixelLimit.js';
import { Unreadable } from './unreadable.js';

/** A drawing of a few lines may ask for days of work. */
const SECONDS = 30;
/**
 * Draws with sharp what stands on stdin; to stdout go the width, as text of 16 characters, and the pixels. It ends by itself,
 * so that it does not outlive by more who started it.
 */
const RENDERER = `
const sharp = require(process.argv[1]);
// An orderly end would wait for the drawing.
setTimeout(() => process.kill(process.pid, 'SIGKILL'), process.argv[2] * 1000);
const parts = [];
process.stdin.on('data', (part) => parts.push(part)).on('end', async () => {
  try {
    const image = sharp(Buffer.concat(parts), { limitInputPixels: ${PIXEL_LIMIT} });
    const { data, info } = await image.ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    process.stdout.write(String(info.width).padEnd(16));
    process.stdout.write(data, () => process.exit());
  } catch (error) {
    process.stderr.write(error.message, () => process.exit(1));
  }
});`;

/**
 * Draws an SVG document at its own width and height, in a process of its own: nothing else can be stopped. It reads no other
 * files, and nothing from the network (librsvg, of a document without an address).
 * @throws Unreadable where it takes longer than `seconds`; Error with the renderer's words
 */
export function decodeSvg(svg: Uint8Array, seconds = SECONDS): Promise<Pixels> {
  const library = createRequire(import.meta.url).resolve('sharp');
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['-e', RENDERER, library, String(seconds)],
      { encoding: 'buffer', maxBuffer: 4 * PIXEL_LIMIT + 16 },
      (error, stdout, stderr) => {
        if (!error) resolve(pixelsOf(stdout));
        else if (error.signal === 'SIGKILL') reject(new Unreadable(tooLong(seconds)));
        else reject(new Error(stderr.toString() || error.message, { cause: error }));
      },
    );
    // A renderer that has ended reads no more; its exit says why.
    child.stdin!.on('error', () => undefined).end(svg);
  });
}

function pixelsOf(output: Buffer): Pixels {
  const width = Number(output.subarray(0, 16).toString());
  const data = output.subarray(16);
  const height = data.length / (4 * width);
  return { width, height, data: onWhite({ width, height, data }) };
}

const tooLong = (seconds: number): string =>
  `drawing it takes longer than ${seconds} seconds, or more memory than there is. Simplify it, or save it as PNG`;
