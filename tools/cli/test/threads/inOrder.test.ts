import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/threads/inOrder.js';

const NUMBERS = Array.from({ length: 20 }, (_, i) => i);

/** Answers that come the later, the earlier they were asked for within a group of four. */
async function late(number: number): Promise<number> {
  for (let turn = 0; turn < 3 - (number % 4); turn++)
    await new Promise((resolve) => setTimeout(resolve));
  return 10 * number;
}

describe('in order', () => {
  test.each([1, 3, 50])('come answers that are ready out of order, %i ahead', async (ahead) => {
    const answers: number[] = [];
    for await (const answer of inOrder(NUMBERS, late, ahead)) answers.push(answer);
    expect(answers).toEqual(NUMBERS.map((number) => 10 * number));
  });

  test('no more is asked for than said', async () => {
    let [asked, answered, most] = [0, 0, 0];
    const ask = (number: number) => {
      most = Math.max(most, ++asked - answered);
      return late(number);
    };
    const answers: number[] = [];
    for await (const answer of inOrder(NUMBERS, ask, 5)) answered = answers.push(answer);
    expect(most).toBe(5);
  });

  test('a failure comes in its turn', async () => {
    const answers: number[] = [];
    const ask = (number: number) =>
      number === 2 ? Promise.reject(new Error('the third')) : late(number);
    const all = async () => {
      for await (const answer of inOrder(NUMBERS, ask, 8)) answers.push(answer);
    };
    await expect(all()).rejects.toThrow('the third');
    expect(answers).toEqual([0, 10]);
  });
});
