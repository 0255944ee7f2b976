interface Numbers {
  side: number;
  bits: number;
  /** TIFF's SampleFormat: 1 whole, 2 signed, 3 floating-point. */
  format: number;
  channels: number;
}

/** A TIFF of a square that goes from dark to light, uncompressed, in one strip. */
export function tiffOf({ side, bits, format, channels }: Numbers): Uint8Array {
  const values = Buffer.alloc((side * side * channels * bits) / 8);
  for (let i = 0; i < values.length; i++) values[i] = Math.floor((i * 256) / values.length);
  const photometric = channels === 3 ? 2 : 1;
  const [perSample, sampleFormat] = [bits, format].map((each) =>
    Array<number>(channels).fill(each),
  );
  const tags: [tag: number, values: number[]][] = [
    [256, [side]],
    [257, [side]],
    [258, perSample!],
    [259, [1]],
    [262, [photometric]],
    [273, [0]],
    [277, [channels]],
    [278, [side]],
    [279, [values.length]],
    [339, sampleFormat!],
  ];
  return written(tags, values);
}

function written(tags: [tag: number, values: number[]][], pixels: Buffer): Uint8Array {
  const end = 8 + 2 + 12 * tags.length + 4;
  const directory = Buffer.alloc(end);
  directory.write('II*\0', 0, 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(tags.length, 8);
  // Three short numbers do not fit into an entry; they stand behind the directory.
  const more = Buffer.alloc(12);
  let used = 0;
  for (const [i, [tag, numbers]] of tags.entries()) {
    const at = 10 + 12 * i;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(3, at + 2);
    directory.writeUInt32LE(numbers.length, at + 4);
    if (numbers.length === 1)
      directory.writeUInt16LE(tag === 273 ? end + more.length : numbers[0]!, at + 8);
    else {
      directory.writeUInt32LE(end + used, at + 8);
      for (const number of numbers) used = more.writeUInt16LE(number, used);
    }
  }
  return Buffer.concat([directory, more, pixels]);
}
