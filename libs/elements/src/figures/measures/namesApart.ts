/**
 * Names for things that are told by several facts: the first of each, and of the others only those that differ.
 * @param facts of each thing, in the same order
 */
export function namesApart(facts: readonly (readonly string[])[]): string[] {
  return facts.map((own) =>
    own.filter((fact, k) => k === 0 || facts.some((other) => other[k] !== fact)).join(', '),
  );
}
