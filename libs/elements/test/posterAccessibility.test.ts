import type { Results } from '@deconv/results';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ablateResults,
  addressOf,
  attributeResults,
  correspondResults,
  diagnoseResults,
  evolutionResults,
  invarianceResults,
  layersResults,
  occludeResults,
  topResults,
  transferResults,
} from './documents.js';
import { all, placePoster, stands } from './poster.js';
import { violationsIn } from './violationsIn.js';

type Tag =
  | 'deconv-attribution'
  | 'deconv-correspondence'
  | 'deconv-evolution'
  | 'deconv-filters'
  | 'deconv-grid'
  | 'deconv-invariance'
  | 'deconv-measures'
  | 'deconv-occlusion';

const FIGURES: [tag: Tag, results: () => Results][] = [
  ['deconv-occlusion', occludeResults],
  ['deconv-attribution', attributeResults],
  ['deconv-grid', topResults],
  ['deconv-invariance', invarianceResults],
  ['deconv-evolution', evolutionResults],
  ['deconv-filters', diagnoseResults],
  ['deconv-correspondence', correspondResults],
  ['deconv-measures', transferResults],
  ['deconv-measures', layersResults],
  ['deconv-measures', ablateResults],
];

afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

describe.each(['light', 'dark'])('in the %s theme', (scheme) => {
  test.each(FIGURES)('axe finds nothing in <%s> and its tables', async (tag, results) => {
    document.documentElement.style.colorScheme = scheme;
    const figure = placePoster(tag, addressOf(results()));
    await stands(figure, 'ready');
    all(figure, '.numbers button').forEach((button) => button.click());
    await figure.updateComplete;
    expect(await violationsIn(tag)).toEqual([]);
  });

  test.each(FIGURES)('axe finds nothing in <%s> without its document', async (tag) => {
    document.documentElement.style.colorScheme = scheme;
    const figure = placePoster(tag, 'data:application/json,{}');
    await stands(figure, 'error');
    expect(await violationsIn(tag)).toEqual([]);
  });
});
