import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT, openSite, type Site } from './pageInBrowser.js';

const SHIPPED = existsSync(fileURLToPath(new URL('../../models/zfnet-emoji', import.meta.url)));

/** Pictures of things, as the page serves them. */
interface Lesson {
  name: string;
  classes: { name: string; photos: string[] }[];
  asked: string[];
}
const LESSONS = join(BUILT, 'lessons');
const lessonOf = (name: string): Lesson => {
  const all = JSON.parse(readFileSync(join(LESSONS, 'lessons.json'), 'utf8')) as Lesson[];
  return all.find((each) => each.name === name)!;
};
const files = (names: string[]): string[] => names.map((name) => join(LESSONS, name));

let site: Site;
let page: Page;
beforeAll(async () => {
  site = await openSite();
  page = await site.open('#travel');
});
afterAll(() => site.close());

describe.skipIf(!SHIPPED)('classes of one’s own', () => {
  let figure: Locator;
  beforeAll(async () => {
    figure = page.locator('#fig-transfer');
    await figure.scrollIntoViewIfNeeded();
    await figure.getByRole('radio', { name: 'your own' }).check({ force: true });
    await figure.getByText('no photo yet').nth(2).waitFor();
  });

  const column = (at: number): Locator => figure.locator('.class').nth(at);
  const give = (at: number, photos: string[]): Promise<void> =>
    column(at).locator('input[type=file]').setInputFiles(photos);
  const tally = () => figure.locator('.tally b').innerText();

  test('are learned from a few photos, and answer a new one', async () => {
    const { classes, asked } = lessonOf('horses against wolves');
    for (const [at, { name, photos }] of classes.entries()) {
      await column(at).getByRole('textbox').fill(name);
      await give(at, files(photos));
    }
    await give(2, files(asked));
    await figure.getByRole('button', { name: 'Run it here' }).click();
    await figure.locator('.tally').waitFor();

    const count = classes.flatMap(({ photos }) => photos).length;
    const [, right, of] = /^(\d+) of (\d+) right$/.exec(await tally())!.map(Number);
    expect(of).toBe(count);
    // Drawn horses and wolves, by what has never seen a name: far better than by guessing.
    expect(right).toBeGreaterThanOrEqual(9);
    const marks = await figure.locator('.tile .verdict').allInnerTexts();
    expect(marks.filter((each) => each.startsWith('✓'))).toHaveLength(right!);
    expect(marks.slice(count)).toEqual([
      expect.stringMatching(/^horse, \d+/),
      expect.stringMatching(/^wolf, \d+/),
    ]);
    expect(await figure.locator('.evidence .map img').getAttribute('src')).toMatch(/^(blob|data):/);
  });

  test('are learned anew from other features', async () => {
    await figure.getByRole('combobox', { name: 'Features of' }).selectOption('conv1');
    await figure.getByText(/ of conv1, at \d+ × \d+ places, frozen/).waitFor();
    const [right] = /^\d+/.exec(await tally())!.map(Number);
    expect(right).toBeGreaterThan(0);
  });
});

describe('what was measured of many', () => {
  test.each(['transfer', 'layers', 'layers-photo', 'ablation', 'architecture'])(
    'the figure of %s is drawn, with its documents’ numbers as a table',
    async (name) => {
      const figure = page.locator(`#fig-measures-${name}`);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.plate.ready').waitFor({ state: 'attached' });
      const [src] = (await figure.getAttribute('src'))!.split(' ');
      const document = JSON.parse(readFileSync(join(BUILT, src!), 'utf8')) as Measured;
      const drawn = await figure.locator('table').first().innerText();
      for (const { mean } of spreadsOf(document)) expect(drawn).toContain((100 * mean).toFixed(1));
      expect(await figure.locator('svg circle, svg path').count()).toBeGreaterThan(0);
      await figure.getByRole('button', { name: 'Show the numbers as a table' }).click();
      expect(await figure.locator('.tables tbody tr').count()).toBeGreaterThan(0);
    },
  );
});

interface Spread {
  mean: number;
}
type Measured =
  | { probe: 'transfer'; measures: Spread[] }
  | { probe: 'layers'; layers: Spread[] }
  | { probe: 'ablate'; networks: { training: Spread; validation: Spread }[] };

function spreadsOf(document: Measured): Spread[] {
  switch (document.probe) {
    case 'transfer':
      return document.measures;
    case 'layers':
      return document.layers;
    case 'ablate':
      return document.networks.flatMap(({ training, validation }) => [training, validation]);
  }
}

test('nothing complained', () => {
  expect(site.complaints).toEqual([]);
});
