/**
 * Side of the square window that a picture is drawn in, in the picture's pixels: the longer side fills it, and the picture lies in its
 * upper left corner, so that places in the picture are places in the window.
 */
export const windowSide = ({ width, height }: { width: number; height: number }): number =>
  Math.max(width, height);
