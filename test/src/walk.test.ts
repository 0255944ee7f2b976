import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './house.ts';

/** A line of the walk: a function, or a method of a class, and where it is. */
interface Step {
  name: string;
  file: string;
  /** What it is indented under, if anything. */
  caller: Step | undefined;
}

const LINE = /^( *)\d+\. \[`([^`]+)`\]\(\.\.\/([^)]+)\)/;

function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  const above: { indent: number; step: Step }[] = [];
  for (const line of page.split('\n')) {
    const [, { length: indent } = '', name, file] = LINE.exec(line) ?? [];
    if (name === undefined || file === undefined) continue;
    while (above.length && above.at(-1)!.indent >= indent) above.pop();
    const step = { name, file, caller: above.at(-1)?.step };
    above.push({ indent, step });
    steps.push(step);
  }
  return steps;
}

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Whether a text declares each part of a name: `resample`, or `Queue` and its `add`. */
function declares(text: string, name: string): boolean {
  const [owner, member] = name.split('.');
  const declared = new RegExp(
    `^export (abstract |async )*(function|class|const|interface) ${owner}\\b`,
    'm',
  );
  const has = new RegExp(`^ +(async |protected |readonly )*${member}\\b([^;=]*[(:]| = )`, 'm');
  return declared.test(text) && (member === undefined || has.test(text));
}

const steps = stepsOf(textOf('docs/walk.md'));

test('the walk has steps, or this check looks past them', () => {
  expect(steps.length).toBeGreaterThan(60);
  expect(steps.find(({ name }) => name === 'unpool')?.caller?.name).toBe('maxPoolOp');
});

test.each(steps)('$name is in $file', ({ name, file, caller }) => {
  expect(existsSync(join(ROOT, file)), file).toBe(true);
  expect(declares(textOf(file), name)).toBe(true);
  if (!caller) return;
  const called = name.split('.').at(-1)!;
  expect(textOf(caller.file), `${caller.file} names ${called}`).toMatch(
    new RegExp(`\\b${called}\\b`),
  );
});

test.each([
  ['export function resample(', 'resample', true],
  ['function resample(', 'resample', false],
  ['export function resampleRow(', 'resample', false],
  ['export class Queue {\n  add<T>(work: () => T): T {', 'Queue.add', true],
  ['export class Queue {\n  push<T>(work: () => T): T {', 'Queue.add', false],
])('in %j, %s is declared: %j', (text, name, expected) => {
  expect(declares(text, name)).toBe(expected);
});
