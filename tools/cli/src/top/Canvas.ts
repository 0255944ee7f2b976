import { paste } from '@deconv/pictures';
import sharp from 'sharp';
import { escapeXml } from '../escapeXml.js';

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Label {
  x: number;
  /** Of the text's base line. */
  y: number;
  text: string;
  /** Height of the letters' box, in pixels. */
  size: number;
  bold?: boolean;
  /** The text ends at `x` instead of beginning there. */
  end?: boolean;
  faint?: boolean;
}

/** Of the sheet itself: not white, so that white pictures stand out. */
const PAPER = 246;

/** A bright picture in memory to put pictures and text on; faster than composing hundreds of inputs in one go. */
export class Canvas {
  readonly #data: Uint8Array;
  readonly #labels: Label[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#data = new Uint8Array(width * height * 3).fill(PAPER);
  }

  /** @param colour a grey, or red, green and blue; 0–255 */
  fill({ left, top, width, height }: Place, colour: number | readonly number[]): void {
    const row = new Uint8Array(3 * width);
    row.forEach((_, i) => (row[i] = typeof colour === 'number' ? colour : colour[i % 3]!));
    for (let y = top; y < top + height; y++) this.#data.set(row, 3 * (y * this.width + left));
  }

  /** @param data RGB, as large as the place */
  put({ left, top, width, height }: Place, data: Uint8Array): void {
    const { width: across, height: down } = this;
    paste(
      { width: across, height: down, data: this.#data },
      { width, height, data },
      { left, top },
    );
  }

  label(label: Label): void {
    this.#labels.push(label);
  }

  png(): Promise<Buffer> {
    const { width, height } = this;
    const texts = this.#labels.map(textOf).join('');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="system-ui, DejaVu Sans, sans-serif">${texts}</svg>`;
    return sharp(this.#data, { raw: { width, height, channels: 3 } })
      .composite([{ input: Buffer.from(svg) }])
      .removeAlpha()
      .png()
      .toBuffer();
  }
}

function textOf({ x, y, text, size, bold, end, faint }: Label): string {
  const style = [
    bold ? ' font-weight="bold"' : '',
    end ? ' text-anchor="end"' : '',
    ` fill="${faint ? '#666' : '#111'}"`,
  ].join('');
  return `<text x="${x}" y="${y}" font-size="${size}"${style}>${escapeXml(text)}</text>`;
}
