import { HEAD_BYTES, imageFormat } from '@deconv/datasets';

/** Whether a file is a picture, by its content. What a server says of it may be wrong. */
export async function isPicture(file: Blob): Promise<boolean> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer();
  return imageFormat(new Uint8Array(head)) !== undefined;
}
