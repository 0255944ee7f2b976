/** An 8-bit sRGB picture: no alpha, rows from the top, `data[(y·width + x)·3 + channel]` in 0 … 255. */
export interface Pixels {
  width: number;
  height: number;
  /** Length `height·width·3`, order red, green, blue. */
  data: Uint8Array;
}
