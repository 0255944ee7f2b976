import { brief } from '@deconv/untrusted';
import type { Operation } from './graph.js';

/**
 * Operations in an order in which each follows those whose values it reads.
 * @param given names of values that are there before any operation
 * @throws Error for values that two operations make or none does, and for operations that read each other in a circle
 */
export function inOrder(operations: Operation[], given: ReadonlySet<string>): Operation[] {
  const makers = makersOf(operations, given);
  const waiting = new Map<Operation, number>();
  const readers = new Map<Operation, Operation[]>();
  for (const operation of operations) {
    const below = new Set(operation.inputs.flatMap((value) => makers.get(value) ?? []));
    waiting.set(operation, below.size);
    for (const maker of below) {
      if (!readers.has(maker)) readers.set(maker, []);
      readers.get(maker)!.push(operation);
    }
  }
  const sorted = operations.filter((operation) => waiting.get(operation) === 0);
  // The list grows while it is gone through.
  for (const operation of sorted)
    for (const reader of readers.get(operation) ?? []) {
      const left = waiting.get(reader)! - 1;
      waiting.set(reader, left);
      if (left === 0) sorted.push(reader);
    }
  const stuck = operations.find((operation) => waiting.get(operation)! > 0);
  if (stuck)
    throw new Error(
      `operation "${brief(stuck.name)}" (${brief(stuck.kind)}) reads what is made from its own output, or stands behind such a circle; export the model again`,
    );
  return sorted;
}

function makersOf(operations: Operation[], given: ReadonlySet<string>): Map<string, Operation> {
  const makers = new Map<string, Operation>();
  for (const operation of operations)
    for (const value of operation.outputs) {
      if (value === '') continue;
      if (makers.has(value) || given.has(value))
        throw new Error(
          `operation "${brief(operation.name)}" (${brief(operation.kind)}) makes "${brief(value)}" again; export the model again`,
        );
      makers.set(value, operation);
    }
  for (const { name, kind, inputs } of operations)
    for (const value of inputs)
      if (value !== '' && !makers.has(value) && !given.has(value))
        throw new Error(
          `operation "${brief(name)}" (${brief(kind)}) reads "${brief(value)}", which nothing makes; export the model again`,
        );
  return makers;
}
