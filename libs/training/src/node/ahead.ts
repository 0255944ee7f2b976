/**
 * Makes a function of the step start on the coming steps before they are asked for, `distance` of them at most: the
 * memory in use stays bounded.
 */
export function ahead<T>(make: (step: number) => Promise<T>, distance: number) {
  const started = new Map<number, Promise<T>>();
  return async (step: number): Promise<T> => {
    for (let next = step; next <= step + distance; next++)
      if (!started.has(next)) started.set(next, make(next));
    const result = await started.get(step)!;
    started.delete(step);
    return result;
  };
}
