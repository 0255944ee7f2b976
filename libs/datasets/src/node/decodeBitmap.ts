import type { Pixels } from '@deconv/pictures';
import { onWhite } from '../onWhite.js';
import { tooLarge } from '../pixelLimit.js';
import { Unreadable } from './unreadable.js';

/** The second header's size, behind the first's 14 bytes, in the oldest form, which has shorter numbers. */
const OLDEST = 12;

/**
 * Decodes a Windows bitmap, with NetSurf's library compiled to WebAssembly; sharp knows none.
 * @throws Unreadable where it claims too many pixels; Error for a damaged one
 */
export async function decodeBitmap(bytes: Uint8Array): Promise<Pixels> {
  const reason = tooLarge(claimed(bytes));
  if (reason) throw new Unreadable(reason);
  const { decode } = await import('@cwasm/nsbmp');
  const { width, height, data } = decode(bytes);
  return { width, height, data: onWhite({ width, height, data }) };
}

function claimed(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 26) throw new Error('its header is cut off');
  if (view.getUint32(14, true) === OLDEST)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  // Rows from the top are said by a negative height.
  return {
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
  };
}
