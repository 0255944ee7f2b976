import type { Source } from './kerasLayer.js';
import { misread } from '../misread.js';

type Json = Record<string, unknown>;

/** How Keras 2 writes a number among the inputs of an operator, which has no way down anyway. */
const NUMBER = '_CONSTANT_VALUE';

/**
 * Inputs of one use of a layer. Keras 2 lists them; Keras 3 writes down the call, `{args, kwargs}`, with every tensor
 * as an object that tells its history.
 * @param what names the layer, for the message
 * @throws Error for what is neither
 */
export function sourcesOf(node: unknown, what: string): Source[] {
  if (Array.isArray(node)) {
    const listed: unknown[] = typeof node[0] === 'string' ? [node] : node;
    const sources = listed.map((source) => sourceOf(source, what));
    return sources.filter(([layer]) => layer !== NUMBER);
  }
  if (typeof node !== 'object' || node === null)
    throw misread(`an inbound node of ${what}`, node, 'a list of [layer, use, output], or a call');
  const { args, kwargs } = node as Json;
  return [...leaves(args), ...leaves(kwargs)]
    .filter(isTensor)
    .map(({ config }) =>
      sourceOf((config as Partial<KerasTensor['config']> | undefined)?.keras_history, what),
    );
}

/** Whether a call of Keras 3 reads numbers beside tensors, as only an operator such as `x * 0.5` does. */
export const readsNumbers = (node: unknown): boolean =>
  isCall(node) && !leaves((node as Json)['args']).every(isTensor);

function sourceOf(value: unknown, what: string): Source {
  const [layer, use, output] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof layer === 'string' && (layer === NUMBER || (isIndex(use) && isIndex(output))))
    return [layer, use as number, output as number];
  throw misread(`what ${what} reads`, value, '[layer, use, output]');
}

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Inputs or outputs of a model: Keras 3 leaves out the list around a single one.
 * @param what names them, for the message
 * @throws Error for what is neither
 */
export function endsOf(ends: unknown, what: string): Source[] {
  if (typeof ends !== 'object' || ends === null) throw misread(what, ends, '[layer, use, output]');
  if (Array.isArray(ends) && typeof ends[0] === 'string') return [sourceOf(ends, what)];
  return Object.values(ends).flatMap((end) => endsOf(end, what));
}

/** True where a model's nodes are in the form of Keras 3. */
export const isCall = (node: unknown): boolean => !Array.isArray(node);

interface KerasTensor {
  class_name: '__keras_tensor__';
  config: { keras_history: unknown };
}

const isTensor = (value: unknown): value is KerasTensor =>
  (value as Partial<KerasTensor> | null | undefined)?.class_name === '__keras_tensor__';

/** Tensors and single values inside lists and dictionaries. */
function leaves(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (isTensor(value) || typeof value !== 'object') return [value];
  return Object.values(value).flatMap(leaves);
}
