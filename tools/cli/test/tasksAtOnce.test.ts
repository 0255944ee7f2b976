import type { Network } from '@deconv/core';
import { expect, test } from 'vitest';
import { tasksAtOnce } from '../src/report/tasksAtOnce.js';

/** A network with so many weights, of 4 bytes each. */
const network = (size: number): Network =>
  ({ nodes: [{ op: { weights: {} } }, { op: { weights: { filter: { size } } } }] }) as never;

test.each([
  ['as many as there are cores', 1000, { cores: 8, memory: 64e9 }, 8],
  ['no more than half of the memory holds', 1000, { cores: 8, memory: 4e9 }, 3],
  ['fewer of a large network', 138e6, { cores: 8, memory: 16e9 }, 2],
  ['one, however little memory there is', 1000, { cores: 8, memory: 1e8 }, 1],
])('commands run at once: %s', (_, weights, machine, expected) => {
  expect(tasksAtOnce(network(weights), machine)).toBe(expected);
});
