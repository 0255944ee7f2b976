/**
 * The look, in one place: widgets put these custom properties on their host, pages on `:root`. Each colour is a
 * light and a dark choice of its own; `color-scheme` decides which one shows.
 */
export const tokens = `
:root, :host {
  --deconv-paper: light-dark(#fbf9f4, #191816);
  --deconv-paper-sunk: light-dark(#f2eee4, #23211e);
  --deconv-ink: light-dark(#211e1a, #ebe5d8);
  --deconv-ink-quiet: light-dark(#625b4f, #aba292);
  --deconv-hairline: light-dark(#dad3c4, #3b3731);
  --deconv-control-edge: light-dark(#8b8375, #7d7568);
  --deconv-accent: light-dark(#b3401d, #f2936b);
  --deconv-accent-ink: light-dark(#ffffff, #26120a);
  --deconv-accent-wash: light-dark(#f6e4da, #3a261d);
  /* Zero in a projection. Data, so the same in both themes. */
  --deconv-zero: #808080;

  --deconv-serif: 'Source Serif 4 Variable', 'Source Serif 4', Charter, Georgia, serif;
  --deconv-sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --deconv-quick: 160ms;
}
/* Lengths follow the reader's type size, which a figure knows inside only. */
:root, .plate {
  --deconv-small: 0.8125rem;
  --deconv-smaller: 0.75rem;

  /* Ground of what scrolls sideways: a shadow at each edge behind which there is more. Those of paper scroll along, and cover it at the ends. */
  --deconv-scroll-signs:
    linear-gradient(to right, var(--deconv-paper) 50%, transparent) left / 2rem 100% no-repeat local,
    linear-gradient(to left, var(--deconv-paper) 50%, transparent) right / 2rem 100% no-repeat local,
    linear-gradient(to right, var(--deconv-hairline), transparent) left / 1rem 100% no-repeat scroll,
    linear-gradient(to left, var(--deconv-hairline), transparent) right / 1rem 100% no-repeat scroll;
  --deconv-gap: 1rem;
}
@media (prefers-reduced-motion: reduce) {
  :root, :host { --deconv-quick: 0ms; }
}
/* Readers' own colours come before those of a page. */
@media (forced-colors: active) {
  :root, :host {
    --deconv-paper: Canvas !important;
    --deconv-paper-sunk: Canvas !important;
    --deconv-ink: CanvasText !important;
    --deconv-ink-quiet: CanvasText !important;
    --deconv-hairline: CanvasText !important;
    --deconv-control-edge: CanvasText !important;
    --deconv-accent: SelectedItem !important;
    --deconv-accent-ink: SelectedItemText !important;
    --deconv-accent-wash: Canvas !important;
  }
}
`;
