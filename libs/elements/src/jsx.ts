/** Types of the elements in TSX with React 19: `import type {} from '@deconv/elements/jsx'` somewhere in a project. */
import type { LitElement } from 'lit';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
// The classes' files declare the tags.
import type {} from './index.js';

/** Elements of this package, by tag. */
type Tags = {
  [
    T in keyof HTMLElementTagNameMap as HTMLElementTagNameMap[T] extends LitElement
      ? T extends `deconv-${string}`
        ? T
        : never
      : never
  ]: HTMLElementTagNameMap[T];
};

/** Names of the properties that are an element's own, and no methods. */
type Own<E> = {
  [K in Exclude<keyof E, keyof LitElement>]: E[K] extends (...args: never[]) => unknown ? never : K;
}[Exclude<keyof E, keyof LitElement>];

/** Events that images have too. React listens to `onLoad` of an image, but of a custom element to `onload`. */
type Told = 'load' | 'progress' | 'error';

/** What may be said of an element: its properties, and `on` before the name of an event: `ondeconv-place`, `onload`. */
type Props<E> = Omit<
  DetailedHTMLProps<HTMLAttributes<E>, E>,
  `on${Capitalize<Told>}${'' | 'Capture'}`
> &
  Partial<Pick<E, Own<E>>> &
  Partial<Record<`on${Told}`, (event: Event) => void>> &
  Record<`ondeconv-${string}`, ((event: CustomEvent) => void) | undefined>;

type DeconvIntrinsicElements = { [T in keyof Tags]: Props<Tags[T]> };

declare module 'react' {
  // React's way to let others name elements.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends DeconvIntrinsicElements {}
  }
}
