/**
 * Makes a function of the step start on the coming steps before they are asked for, `distance` of them at most. The
 * results of a step and of the one before it are kept, so memory in use stays bounded.
 */
export function ahead<T>(make: (step: number) => Promise<T>, distance: number) {
  const started = new Map<number, Promise<T>>();
  return (step: number): Promise<T> => {
    for (const earlier of started.keys()) if (earlier < step - 1) started.delete(earlier);
    for (let next = step; next <= step + distance; next++)
      if (!started.has(next)) started.set(next, begin(make, next));
    return started.get(step)!;
  };
}

function begin<T>(make: (step: number) => Promise<T>, step: number): Promise<T> {
  const result = make(step);
  // Whoever asks for the step gets the error; until then nobody listens, which Node would take for a crash.
  result.catch(() => undefined);
  return result;
}
