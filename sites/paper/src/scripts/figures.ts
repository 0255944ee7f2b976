import '@deconv/elements/grid';
import type { RuleName } from '@deconv/engine';
import { sharedEngine } from '@deconv/engine';

/** Gives the page's figures their engine, one for all of them, and makes the *Try* buttons set a figure's state. */
for (const figure of document.querySelectorAll('deconv-grid')) {
  figure.engine = sharedEngine();
  for (const button of figure.querySelectorAll<HTMLButtonElement>('[slot=try] button')) {
    button.addEventListener('click', () => {
      const { layer, rule = 'deconvnet' } = button.dataset;
      if (layer) figure.layer = layer;
      figure.rule = rule as RuleName;
    });
  }
}
