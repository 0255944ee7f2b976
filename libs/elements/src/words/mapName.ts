/** How a feature map is called, and a unit of it where its position is not said: `conv5 map 12`. */
export function mapName({ layer, channel }: { layer: string; channel: number }): string {
  return `${layer} map ${channel}`;
}
