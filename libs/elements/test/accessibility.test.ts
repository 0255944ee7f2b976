import { fakeEngine } from '@deconv/engine/fake';
import { afterEach, describe, expect, test } from 'vitest';
import { all, placeFigure, ready } from './figure.js';
import { violationsIn } from './violationsIn.js';

afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

const violations = (): Promise<string[]> => violationsIn('deconv-grid');

describe.each(['light', 'dark'])('in the %s theme', (scheme) => {
  test('axe finds nothing once units are shown', async () => {
    document.documentElement.style.colorScheme = scheme;
    const figure = await placeFigure();
    await ready(figure);
    all(figure, '.cell')[3]?.click();
    await figure.updateComplete;
    expect(await violations()).toEqual([]);
  });

  test('axe finds nothing in an error', async () => {
    document.documentElement.style.colorScheme = scheme;
    const figure = await placeFigure(fakeEngine({ failure: () => new Error('no model.json') }));
    await ready(figure, 'error');
    expect(await violations()).toEqual([]);
  });
});
