import type { Picture } from '@deconv/pictures';
import { expect, test } from 'vitest';

const SIZE = 40;

export async function png(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'rgb(10, 20, 30)';
  context.fillRect(0, 0, SIZE / 2, SIZE);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** What decoding does wherever it is done. */
export function decodes(decodePhoto: (file: Blob) => Promise<Picture>): void {
  test('a picture has its own pixels, on white where it is transparent', async () => {
    const { width, height, data } = await decodePhoto(new Blob([await png()]));
    expect([width, height]).toEqual([SIZE, SIZE]);
    expect([...data.slice(0, 4)]).toEqual([10, 20, 30, 255]);
    expect([...data.slice(-4)]).toEqual([255, 255, 255, 255]);
  });

  test('a picture is known by its content, and refused in words where it is too large or of another kind', async () => {
    const huge = await png();
    new DataView(huge.buffer).setUint32(16, 60_000);
    new DataView(huge.buffer).setUint32(20, 60_000);
    await expect(decodePhoto(new File([huge], 'huge.png'))).rejects.toThrow(
      /“huge\.png” is a PNG file, and it has 60000 × 60000 pixels, 3600 million; at most 134\.2/,
    );
    const heic = new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0mif1heic');
    await expect(
      decodePhoto(new File([heic], 'phone.jpg', { type: 'image/jpeg' })),
    ).rejects.toThrow(
      /“phone\.jpg” could not be read as a picture: .* reads no HEIC files\. JPEG and PNG/,
    );
    await expect(decodePhoto(new File(['words'], 'a.png', { type: 'image/png' }))).rejects.toThrow(
      '“a.png” is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    );
  });
}
