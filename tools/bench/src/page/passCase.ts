import { forward } from '@deconv/core';
import type { Case } from '../compare.js';
import type { Opened, Side } from './Side.js';
import { wayOn } from './wayOn.js';

/** A forward pass to the answer, by backend. */
export function passCase(name: string, sides: readonly Side[]): Case {
  const ways = sides.map((side) => wayOn(side.backend, () => answerOf(side)));
  return { name: `forward pass, ${name}`, clock: 'wall', ways };
}

/** The network's answer, out of a pass of its own. */
export async function answerOf({ network, image }: Opened): Promise<Float32Array> {
  const record = forward(network, image);
  const answer = await record.output.data<'float32'>();
  record.dispose();
  return answer;
}
