import { mostProbable } from '../answer.js';
import type { Target } from './target.js';

/** What is read off a network for one place of the square. */
export interface Reading {
  /** Of the class that is watched. */
  value: number;
  /** The most probable class; ties: the lowest. */
  label: number;
  /** Sum over all positions of the map that is watched. */
  activity: number;
}

/**
 * @param answer [classes]
 * @param values what is watched of the classes, [classes]
 * @param maps the watched layer, [positions, channels]
 * @param channels of that layer
 */
export function readingOf(
  { answer, values }: Record<'answer' | 'values', Float32Array>,
  maps: Float32Array,
  channels: number,
  { classIndex, channel }: Target,
): Reading {
  let activity = 0;
  for (let i = channel; i < maps.length; i += channels) activity += maps[i]!;
  return { value: values[classIndex]!, label: mostProbable(answer), activity };
}
