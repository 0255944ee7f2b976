import { placePoint } from './placePoint.js';
import type { Placement } from './scene.js';

/** A rectangle in fractions of the frame, from the top left. */
export interface SceneBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

const WHOLE_ICON: SceneBox = { left: 0, top: 0, width: 1, height: 1 };

/**
 * The upright box around a turned drawing, cut at the frame: where the object is.
 * @param drawn the part of the icon that has ink, in fractions of the icon. Default: all of it
 */
export function objectBox(placement: Placement, drawn: SceneBox = WHOLE_ICON): SceneBox {
  const corners = [0, 1].flatMap((right) =>
    [0, 1].map((low) =>
      placePoint(placement, [drawn.left + right * drawn.width, drawn.top + low * drawn.height]),
    ),
  );
  const inFrame = (value: number) => Math.min(1, Math.max(0, value));
  const xs = corners.map(([cx]) => inFrame(cx));
  const ys = corners.map(([, cy]) => inFrame(cy));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
