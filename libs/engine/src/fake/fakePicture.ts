/** A small drawing as a `data:` URL, of one colour with a frame. */
export function fakePicture(width: number, height: number, seed: number): string {
  const hue = (seed * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${hue} 40% 60%)" stroke="grey"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
