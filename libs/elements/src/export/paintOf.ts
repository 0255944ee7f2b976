/** A colour as every reader of SVG knows it. */
export interface Paint {
  /** `#rrggbb` */
  colour: string;
  /** 0–1 */
  opacity: number;
}

const known = new Map<string, Paint>();
let probe: OffscreenCanvasRenderingContext2D | null | undefined;

/** Any colour of CSS, such as `color(srgb …)`, as SVG 1.1 writes it. */
export function paintOf(css: string): Paint {
  const paint = known.get(css) ?? seen(css);
  known.set(css, paint);
  return paint;
}

function seen(css: string): Paint {
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!probe) return { colour: '#000000', opacity: 1 };
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = css;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = probe.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('');
  return { colour: `#${hex}`, opacity: Math.round((alpha / 255) * 1000) / 1000 };
}

/** Attributes of a shape that is filled with a colour. */
export function filled(css: string): object {
  const { colour, opacity } = paintOf(css);
  return { fill: colour, ...(opacity < 1 && { 'fill-opacity': opacity }) };
}
