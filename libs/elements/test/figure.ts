import type { Engine } from '@deconv/engine';
import { fakeEngine } from '@deconv/engine/fake';
import { afterEach, expect } from 'vitest';
import type { DeconvGrid } from '../src/index.js';
import '../src/index.js';
import { tokens } from '../src/drawing/tokens.js';

const style = document.createElement('style');
style.textContent = `${tokens} body { margin: 1rem; background: var(--deconv-paper); color: var(--deconv-ink) }`;
document.head.append(style);

afterEach(() => document.querySelector('deconv-grid')?.remove());

/** A small drawn picture, as a file. */
export async function pictureFile(name = 'house.png'): Promise<File> {
  const canvas = new OffscreenCanvas(160, 120);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d context');
  context.fillStyle = '#7ac';
  context.fillRect(0, 0, 160, 120);
  context.fillStyle = '#b43';
  context.fillRect(40, 40, 70, 70);
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
}

/** The figure on a page, with two sample photos. */
export async function placeFigure(engine: Engine | undefined = fakeEngine()): Promise<DeconvGrid> {
  const photo = URL.createObjectURL(await pictureFile());
  const samples = [
    { file: photo, label: 'House', alt: 'A red house' },
    { file: `${photo}#2`, label: 'House again', alt: 'The red house again' },
  ];
  const figure = document.createElement('deconv-grid');
  figure.model = '/models/small/';
  figure.samples = `data:application/json,${encodeURIComponent(JSON.stringify(samples))}`;
  figure.layer = 'conv3';
  figure.engine = engine;
  figure.autorun = true;
  figure.innerHTML = '<h2 slot="title">What do you see?</h2>';
  document.body.append(figure);
  return figure;
}

/** Elements inside the figure. */
export function all<T extends HTMLElement = HTMLElement>(
  figure: DeconvGrid,
  selector: string,
): T[] {
  return [...(figure.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
}

export function one<T extends HTMLElement = HTMLElement>(figure: DeconvGrid, selector: string): T {
  const [found] = all<T>(figure, selector);
  if (!found) throw new Error(`nothing matches ${selector} in the figure`);
  return found;
}

/** Waits until the figure has computed what was asked. */
export async function ready(figure: DeconvGrid, stage = 'ready'): Promise<void> {
  await expect
    .poll(() => figure.shadowRoot?.querySelector('.plate')?.classList.contains(stage))
    .toBe(true);
  await figure.updateComplete;
}
