/** From this many device pixels a picture pixel, the eye no longer sees that some are one wider. */
const FINE_MULTIPLE = 6;
/** Below this share of the room, whole multiples waste too much of it. */
const LEAST_FILL = 0.6;

/**
 * The side, in CSS pixels, at which `pixels` picture pixels fit into `room` CSS pixels: a whole number of device
 * pixels each, so that all look alike; or all the room, where the difference is not seen or would cost too much.
 */
export function fitPixels(pixels: number, room: number, devicePixelRatio: number): number {
  const multiple = Math.floor((room * devicePixelRatio) / pixels);
  const side = (multiple * pixels) / devicePixelRatio;
  return multiple >= FINE_MULTIPLE || side < LEAST_FILL * room ? room : side;
}
