/**
 * The image at an address, with leave to read its pixels, which one of another origin does not give by itself.
 * @throws where its server does not allow it
 */
export async function readPicture(address: string): Promise<HTMLImageElement> {
  const { origin, protocol } = new URL(address, document.baseURI);
  const near = protocol === 'data:' || protocol === 'blob:' || origin === location.origin;
  const image = new Image();
  if (!near) image.crossOrigin = 'anonymous';
  image.src = address;
  await image.decode().catch(() => {
    throw new Error(
      `The picture at ${address} cannot be put into the file: its server has to allow other pages to read it, with Access-Control-Allow-Origin.`,
    );
  });
  return image;
}
