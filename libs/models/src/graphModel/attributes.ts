import { brief, briefJson } from '@deconv/untrusted';
import type { Attribute } from '../operations/graph.js';

// What an attribute of a node looks like in JSON: protobuf's mapping, in which whole numbers may stand as text and text
// as base64 (tensorflow/core/framework/attr_value.proto).

/** Whole numbers and those that JSON has no way to write stand as text. */
function numberOf(value: unknown, what: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new Error(`${what} is ${briefJson(value)}; expected a number: convert the model again`);
}

/**
 * One attribute. Truth is 1 or 0; texts of a list are joined by commas.
 * @param what names it, for the message
 * @returns undefined for what no reader asks for
 */
export function attributeOf(json: unknown, what: string): Attribute | undefined {
  const { i, f, b, s, type, shape, list } = fieldsOf(json);
  if (i !== undefined || f !== undefined) return numberOf(i ?? f, what);
  if (typeof b === 'boolean') return b ? 1 : 0;
  if (typeof s === 'string') return textOf(s);
  if (typeof type === 'string') return type;
  if (shape !== undefined) return dimsOf(shape);
  return list === undefined ? undefined : listOf(list, what);
}

function listOf(json: unknown, what: string): Attribute {
  const { i, f, s } = fieldsOf(json);
  if (Array.isArray(s)) return s.map((text) => textOf(String(text))).join();
  const numbers = [i, f].find(Array.isArray) as unknown[] | undefined;
  return (numbers ?? []).map((number) => numberOf(number, what));
}

/** Dims of a shape; −1 for one that is open, none where not even their count is known. */
export function dimsOf(json: unknown): number[] {
  const { dim } = fieldsOf(json);
  return Array.isArray(dim) ? dim.map((each) => Number(fieldsOf(each)['size'] ?? -1)) : [];
}

function textOf(base64: string): string {
  try {
    return atob(base64);
  } catch {
    throw new Error(`"${brief(base64, 40)}" is no base64, as texts of a tf.GraphModel are`);
  }
}

const fieldsOf = (json: unknown): Record<string, unknown> =>
  Object(json) as Record<string, unknown>;
