/**
 * Answers in the order of what is asked, though several may be worked out at once.
 * @param ahead how many are asked for before the first of them is waited for
 */
export async function* inOrder<T, A>(
  items: Iterable<T>,
  ask: (item: T) => Promise<A>,
  ahead: number,
): AsyncGenerator<A> {
  const coming: Promise<A>[] = [];
  for (const item of items) {
    const answer = ask(item);
    // A failure is said when its turn comes; where the caller has left by then, nobody waits for it.
    answer.catch(() => undefined);
    coming.push(answer);
    if (coming.length === ahead) yield await coming.shift()!;
  }
  for (const answer of coming) yield await answer;
}
