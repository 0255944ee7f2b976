/** Writes arrays into a longer one, each after the one before it, and gives that one back. */
export function fill<T extends Float32Array | Uint8Array>(
  target: T,
  parts: readonly ArrayLike<number>[],
): T {
  let from = 0;
  for (const part of parts) {
    target.set(part, from);
    from += part.length;
  }
  return target;
}
