/** Bytes of a NumPy file, format 1.0, little-endian float32 in C order (numpy.lib.format). */
export function npy(values: Float32Array, shape: number[]): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const prefix = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 0, 0]);
  prefix.writeUInt16LE(padded.length, 8);
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => data.writeFloatLE(value, i * 4));
  return Buffer.concat([prefix, Buffer.from(padded, 'latin1'), data]);
}
