import { css, unsafeCSS, type CSSResultOrNative } from 'lit';

/** The type size that readers chose in their browsers, which a page's own `rem` no longer is once its theme sets one. */
const REM = '--deconv-rem';
/** What browsers come with. */
const PIXELS = 16;

// As a length it is computed where it is set; as mere text it would follow the type size of wherever it is used.
try {
  (globalThis.CSS as typeof CSS | undefined)?.registerProperty({
    name: REM,
    syntax: '<length>',
    inherits: true,
    initialValue: `${PIXELS}px`,
  });
} catch {
  // Another version of these elements did so.
}

/** Where text begins: `rem` below is that of the reader, and what a page sets for its own text ends here. */
export const readersText = css`
  font: medium / 1.45 var(--deconv-sans);
  font-variant-numeric: tabular-nums;
  ${unsafeCSS(REM)}: 1em;
  letter-spacing: normal;
  word-spacing: normal;
  word-break: normal;
  overflow-wrap: normal;
  hyphens: manual;
  text-align: start;
  text-indent: 0;
  text-shadow: none;
  text-transform: none;
  white-space: normal;
`;

/** Styles whose `rem` is the reader's. Widths of containers are asked for in pixels, since a query knows no properties. */
export function inReadersRem(styles: readonly CSSResultOrNative[]): CSSResultOrNative[] {
  return styles.map((style) => {
    // A sheet of the browser's own. Where a server draws the page there is no such class.
    if (!('cssText' in style)) return style;
    const text = style.cssText
      .replace(/@container[^{]*/g, (query) =>
        query.replace(/([\d.]+)rem\b/g, (_, count: string) => `${Number(count) * PIXELS}px`),
      )
      .replace(/([\d.]+)rem\b/g, `calc($1 * var(${REM}, ${PIXELS}px))`);
    return unsafeCSS(text);
  });
}
