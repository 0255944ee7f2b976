/** No active unit is where the reader looks: nothing has stopped, and another choice goes on. */
export class NoUnit extends Error {
  override readonly name = 'NoUnit';
}

/** Why a layer has no such map, in words. */
export function noMap(layer: string, channels: number, asked: number): string {
  return `${layer} has maps 0 to ${channels - 1}; there is no map ${asked}. Choose another.`;
}
