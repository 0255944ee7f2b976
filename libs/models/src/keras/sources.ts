import type { Source } from './kerasLayer.js';

type Json = Record<string, unknown>;

/**
 * Inputs of one use of a layer. Keras 2 lists them; Keras 3 writes down the call, `{args, kwargs}`, with every tensor
 * as an object that tells its history.
 * @returns undefined where the call reads numbers beside tensors: only an operator such as `x * 0.5` does
 */
export function sourcesOf(node: unknown): Source[] | undefined {
  if (Array.isArray(node)) return (typeof node[0] === 'string' ? [node] : node) as Source[];
  const { args, kwargs } = node as Json;
  const read = [args].flatMap(leaves);
  if (!read.every(isTensor)) return undefined;
  return [...read, ...leaves(kwargs).filter(isTensor)].map(
    ({ config }) => config.keras_history.slice(0, 3) as Source,
  );
}

/**
 * Inputs or outputs of a model: Keras 3 leaves out the list around a single one.
 */
export function endsOf(ends: unknown): Source[] {
  if (Array.isArray(ends))
    return typeof ends[0] === 'string' ? [ends as Source] : ends.flatMap(endsOf);
  return Object.values(ends as Json).flatMap(endsOf);
}

/** True where a model's nodes are in the form of Keras 3. */
export const isCall = (node: unknown): boolean => !Array.isArray(node);

interface KerasTensor {
  class_name: '__keras_tensor__';
  config: { keras_history: Source };
}

const isTensor = (value: unknown): value is KerasTensor =>
  (value as KerasTensor | undefined)?.class_name === '__keras_tensor__';

/** Tensors and single values inside lists and dictionaries. */
function leaves(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (isTensor(value) || typeof value !== 'object') return [value];
  return Object.values(value).flatMap(leaves);
}
