/** A feature map's address, as pages keep it: `conv5:map 12`. */
export function unitAddress({ layer, channel }: { layer: string; channel: number }): string {
  return `${layer}:map ${channel}`;
}
