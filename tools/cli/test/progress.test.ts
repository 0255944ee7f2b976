import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { progress } from '../src/progress.js';
import { say } from '../src/say.js';

let written: string[];
let now: MockInstance<() => number>;
const { isTTY } = process.stderr;

beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  now = vi.spyOn(performance, 'now').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.stderr.isTTY = isTTY;
});

/** Does so many, one every so many milliseconds. */
function doAll(total: number, each: number, from = 0): void {
  const report = progress(total);
  for (let done = from + 1; done <= total; done++) {
    now.mockReturnValue(done * each);
    report(done);
  }
}

describe('progress in a log', () => {
  beforeEach(() => {
    process.stderr.isTTY = false;
  });

  it('is a line every hundred, with the rate and the time left', () => {
    doAll(250, 100);
    expect(written).toEqual([
      '100 of 250 images, 10/s, 15 s left\n',
      '200 of 250 images, 10/s, 5 s left\n',
      '250 of 250 images, 10/s\n',
    ]);
  });

  it('is no more than a hundred lines, of however many', () => {
    doAll(70_000, 1);
    expect(written).toHaveLength(100);
    expect(written.at(-1)).toMatch(/^70000 of 70000 images/);
  });

  it('estimates by what was measured here, where a run goes on', () => {
    doAll(1000, 1000, 899);
    expect(written[0]).toMatch(/^900 of 1000 images\n/);
    expect(written.at(-1)).toBe('1000 of 1000 images, 1.0/s\n');
  });

  it('says nothing of a few', () => {
    doAll(19, 1000);
    expect(written).toEqual([]);
  });
});

describe('progress in a terminal', () => {
  beforeEach(() => {
    process.stderr.isTTY = true;
  });

  it('is one line that is written over, no oftener than one can read, until it is the last', () => {
    doAll(1000, 1);
    expect(written.length).toBeLessThan(15);
    for (const text of written) {
      expect(text.startsWith('\r\u001b[K')).toBe(true);
      expect(text).toMatch(/\d of 1000 images/);
    }
    expect(written.filter((text) => text.endsWith('\n'))).toEqual([written.at(-1)]);
  });

  it('makes way for what is said meanwhile', () => {
    const report = progress(100);
    report(1);
    say('something else');
    say('and more');
    expect(written.slice(1)).toEqual(['\r\u001b[K', 'something else\n', 'and more\n']);
  });
});
