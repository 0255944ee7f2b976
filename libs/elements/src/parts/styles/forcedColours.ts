import { css } from 'lit';

/**
 * Where readers have their own few colours for everything, as in contrast themes of Windows: the tokens are theirs; what is
 * data keeps its colours; and what is chosen lies on the ground that the theme has for it, since shadows and washes vanish.
 */
export const forcedColours = css`
  @media (forced-colors: active) {
    :host {
      color-scheme: light dark;
    }
    deconv-pixels,
    .swatch,
    .ramp,
    .bands,
    .square,
    .spot,
    .weights,
    .frame {
      forced-color-adjust: none;
    }
    [aria-checked='true'],
    [aria-pressed='true'],
    [aria-current='step'],
    .segment:has(:checked),
    .column:has(:checked) {
      forced-color-adjust: none;
      --deconv-paper: SelectedItem;
      --deconv-paper-sunk: SelectedItem;
      --deconv-ink: SelectedItemText;
      --deconv-ink-quiet: SelectedItemText;
      --deconv-control-edge: SelectedItemText;
      --deconv-accent: SelectedItemText;
      --deconv-accent-wash: SelectedItem;
      background: SelectedItem !important;
      color: SelectedItemText !important;
    }
    :focus-visible {
      outline: 4px double CanvasText;
    }
  }
`;
