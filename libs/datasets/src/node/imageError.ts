/** An image, or a folder of them, that cannot be used. The message says what came in, what was expected, what to do. */
export class ImageError extends Error {
  override readonly name = 'ImageError';

  constructor(
    message: string,
    /** The path in question, or how the caller's bytes are named in messages. */
    readonly source: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
