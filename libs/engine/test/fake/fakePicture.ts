/** A GIF of 128 colours begins with these codes of one byte each: colours, what empties the table of sequences, the end. */
const [COLOURS, CLEAR, END] = [128, 128, 129];
/** So many codes may follow before one takes more than a byte. */
const RUN = 120;
/** Bytes of a block. */
const BLOCK = 255;

/** A small picture as a `data:` URL, of one colour with a frame: a GIF, which is written without a canvas. */
export function fakePicture(width: number, height: number, seed: number): string {
  const colour = [47, 101, 23].map((factor) => 96 + ((seed * factor) % 128));
  const palette = [...colour, 128, 128, 128, ...Array<number>(3 * (COLOURS - 2)).fill(0)];
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  const screen = [...size, 0x80 | 6, 0, 0, ...palette];
  const image = [0x2c, 0, 0, 0, 0, ...size, 0, 7, ...blocksOf(codesOf(width, height)), 0, 0x3b];
  const text = [...screen, ...image].map((byte) => String.fromCharCode(byte)).join('');
  return `data:image/gif;base64,${btoa(`GIF89a${text}`)}`;
}

/** Colour 1 at the edges and 0 inside, row by row. */
function codesOf(width: number, height: number): number[] {
  const codes: number[] = [];
  for (let at = 0; at < width * height; at++) {
    const [row, column] = [Math.floor(at / width), at % width];
    const isEdge = !row || !column || row === height - 1 || column === width - 1;
    if (at % RUN === 0) codes.push(CLEAR);
    codes.push(isEdge ? 1 : 0);
  }
  return [...codes, END];
}

function blocksOf(codes: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let from = 0; from < codes.length; from += BLOCK) {
    const block = codes.slice(from, from + BLOCK);
    blocks.push(block.length, ...block);
  }
  return blocks;
}
