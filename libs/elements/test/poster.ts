import type { LitElement } from 'lit';
import { afterEach, expect } from 'vitest';
import '../src/index.js';
import { tokens } from '../src/drawing/tokens.js';

const style = document.createElement('style');
style.textContent = `${tokens} body { margin: 1rem; background: var(--deconv-paper); color: var(--deconv-ink) }`;
document.head.append(style);

type Figure = LitElement & { src: string | undefined };

const placed: Figure[] = [];

afterEach(() => placed.splice(0).forEach((figure) => figure.remove()));

/** An element that draws the document at `src`, on a page, with a title and a poster. */
export function placePoster<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  src: string | undefined,
): HTMLElementTagNameMap[T] & Figure {
  const figure = document.createElement(tag) as HTMLElementTagNameMap[T] & Figure;
  figure.innerHTML = '<h2 slot="title">What is it?</h2><p>A poster.</p>';
  figure.src = src;
  document.body.append(figure);
  placed.push(figure);
  return figure;
}

/** Waits until the figure stands as it is said. */
export async function stands(
  figure: LitElement,
  stage: 'ready' | 'error' | 'loading',
): Promise<void> {
  await expect
    .poll(() => figure.shadowRoot?.querySelector('.plate')?.classList.contains(stage))
    .toBe(true);
  await figure.updateComplete;
}

/** Elements inside the figure. */
export function all<T extends Element = HTMLElement>(figure: LitElement, selector: string): T[] {
  return [...(figure.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
}

export function one<T extends Element = HTMLElement>(figure: LitElement, selector: string): T {
  const [found] = all<T>(figure, selector);
  if (!found) throw new Error(`nothing matches ${selector} in the figure`);
  return found;
}

/** Its text, with blanks as single spaces. */
export function textOf(element: Element): string {
  return element.textContent.replace(/\s+/g, ' ').trim();
}

/** What the page's one status says to a screen reader. */
export function spoken(): string {
  const status = document.querySelector('[data-deconv-status]');
  return status ? textOf(status) : '';
}
