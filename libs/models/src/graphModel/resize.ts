import { onImage } from '../operations/image.js';
import { resized, type Resizing } from '../operations/resized.js';
import type { Read } from '../operations/single.js';

/** TensorFlow's ResizeBilinear and ResizeNearestNeighbor. */
export const resize =
  (mode: Resizing['mode']): Read =>
  (use) => {
    const [height, width] = Array.from(use.constant(1, 'size').data);
    const corners = use.number('align_corners', 0) === 1;
    const centres = use.number('half_pixel_centers', 0) === 1;
    const place: Resizing['place'] = (at, length, size) => {
      if (corners) return size > 1 ? (at * (length - 1)) / (size - 1) : 0;
      const scale = length / size;
      if (!centres) return at * scale;
      // The nearest position is the one whose cell holds the centre.
      return mode === 'nearest' ? (at + 0.5) * scale : (at + 0.5) * scale - 0.5;
    };
    const nearest = corners ? Math.round : Math.floor;
    return onImage('NHWC', (x) =>
      resized(x, { height: height ?? NaN, width: width ?? NaN }, { mode, place, nearest }),
    )(use);
  };
