/** A layer that cannot be read: names the layer, its class, and why. */
export class UnsupportedLayer extends Error {
  override name = 'UnsupportedLayer';

  constructor(
    readonly layer: string,
    readonly className: string,
    reason: string,
  ) {
    super(`layer "${layer}" (${className}) cannot be projected: ${reason}`);
  }
}
