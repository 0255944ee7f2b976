/** Why a file's bytes do not become pixels, where that is known: what the file is, what was expected, and what to do. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
