import type { Picture } from '@deconv/engine';

const known = new WeakMap<Picture, string>();

/** A picture as the address of an image, drawn once. */
export function pictureUrl(picture: Picture): string {
  const url = known.get(picture) ?? draw(picture);
  known.set(picture, url);
  return url;
}

function draw({ data, width, height }: Picture): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas.toDataURL();
}
