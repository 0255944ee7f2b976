/** Height and width in whole positions: pixels of an image, or units of a feature map. */
export interface Extent {
  height: number;
  width: number;
}

/** A feature map's extent and its number of channels. */
export interface MapShape extends Extent {
  channels: number;
}

/** `55×55×96`, for messages and tables. */
export function formatShape({ height, width, channels }: MapShape): string {
  return `${height}×${width}×${channels}`;
}
