import axe from 'axe-core';

/** What axe finds wrong in an element: the rule, and the place. */
export async function violationsIn(tag: string): Promise<string[]> {
  const { violations } = await axe.run(tag);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
