/** A server answered, but with no file: it keeps the file to itself, or sends a page in its place. There may be none. */
export class NotServed extends Error {
  override readonly name = 'NotServed';
}
