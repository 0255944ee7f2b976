/** A part of an address as people read it; as it is, where its percent signs stand for themselves. */
export function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
