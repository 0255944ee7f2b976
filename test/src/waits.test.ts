import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT, buildHouse, runIn } from './house.js';

/** Lints a test with the rules of this repository. @returns lines that wait for a time */
function waitsIn(test: string): number[] {
  const house = buildHouse({
    'eslint.config.js': `export { default } from ${JSON.stringify(`${ROOT}eslint.config.js`)};`,
    'package.json': '{ "type": "module" }',
    'libs/core/test/planted.mjs': test,
  });
  const { report } = runIn(house, 'eslint/bin/eslint.js', ['--format', 'json', 'libs']);
  rmSync(house, { recursive: true });
  const [{ messages }] = JSON.parse(report) as [{ messages: { ruleId: string; line: number }[] }];
  return messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').map(({ line }) => line);
}

test('lint refuses every wait for a time in a test', () => {
  const waits = [
    "import { setTimeout as sleep } from 'node:timers/promises';",
    'await new Promise((resolve) => setTimeout(resolve, 300));',
    'setTimeout(stop, delay);',
    'globalThis.setTimeout(stop, 5);',
    'setInterval(look, 100);',
    'await page.waitForTimeout(6000);',
    'await vi.waitFor(() => look());',
    'await vi.waitUntil(() => look());',
    'const began = performance.now();',
    'const today = Date.now();',
    'load({ signal: AbortSignal.timeout(100) });',
    "await locator.waitFor({ state: 'visible', timeout: 4000 });",
    'await expect.poll(look, { timeout: 10_000 }).toBe(1);',
    'page.setDefaultTimeout(20_000);',
    "test('is fast', () => undefined, 5000);",
    'beforeAll(() => undefined, 120_000);',
  ];
  expect(waitsIn(waits.join('\n'))).toEqual(waits.map((_, i) => i + 1));
});

test('lint lets a test wait for events, for a turn of the event loop, and for as long as anything moves', () => {
  const waits = [
    'await new Promise((resolve) => setTimeout(resolve));',
    'await new Promise((resolve) => setTimeout(resolve, 0));',
    "await once(child, 'exit');",
    'await expect.poll(look).toBe(1);',
    'await expect.poll(look, { timeout: 300_000 }).toBe(1);',
    'await locator.waitFor();',
    "vi.useFakeTimers({ toFake: ['setTimeout'] });",
    'vi.advanceTimersByTime(30_000);',
    'for (const count of [1, 2]) test.each([1])(name, () => expect(count).toBe(1));',
  ];
  expect(waitsIn(waits.join('\n'))).toEqual([]);
});
