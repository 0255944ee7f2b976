import type { Network } from './Network.js';

/**
 * Rectifiers that nodes below compute as well (`Op.rectified`), where nobody asks for what lies between.
 * @param wanted nodes whose values are asked for
 * @returns index of the rectifier by that of the node below
 */
export function fusedRectifiers(
  { nodes }: Network,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const readers = nodes.map((): number[] => []);
  nodes.forEach(({ inputs }, i) => inputs.forEach((input) => readers[input]!.push(i)));
  const fused = new Map<number, number>();
  nodes.forEach(({ op }, i) => {
    const [reader, ...others] = readers[i]!;
    if (!op.rectified || wanted.has(i) || reader === undefined || others.length) return;
    if (nodes[reader]!.op.rectifies) fused.set(i, reader);
  });
  return fused;
}
