/** A layer that cannot be read: names the layer, its class, and why. */
export class UnsupportedLayer extends Error {
  override name = 'UnsupportedLayer';

  constructor(
    readonly layer: string,
    readonly className: string,
    /** As part of a sentence. */
    readonly reason: string,
  ) {
    super(`layer "${layer}" (${className}) cannot be projected: ${reason}`);
  }
}
