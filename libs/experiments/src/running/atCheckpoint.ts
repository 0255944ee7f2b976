import type { Ports } from '../Ports.js';

/** Ports that say at which checkpoint the work is, and know that each is a part of the whole. */
export function atCheckpoint<P extends Pick<Ports, 'begin'>>(
  ports: P,
  name: string,
  index: number,
  count: number,
): P {
  return {
    ...ports,
    begin: ({ share: [from, to], message, counted, ...stage }) =>
      ports.begin({
        ...stage,
        share: [(index + from) / count, (index + to) / count],
        message: (done) => `Checkpoint ${name}: ${message(done)}`,
        ...(counted !== undefined && {
          counted: `${counted}, checkpoint ${name} (${index + 1} of ${count})`,
        }),
      }),
  };
}
