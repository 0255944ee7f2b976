/** Rows of 8-bit pixels from the top, with any number of channels: `data[(y·width + x)·channels + channel]`. */
export interface Raster {
  width: number;
  height: number;
  /** Length `height·width·channels`. */
  data: Uint8Array | Uint8ClampedArray;
}

export function channelsOf({ width, height, data }: Raster): number {
  return data.length / (width * height);
}
