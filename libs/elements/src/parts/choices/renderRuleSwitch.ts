import type { RuleName } from '@deconv/engine';
import { html } from 'lit';

const RULES: { name: RuleName; means: string }[] = [
  { name: 'deconvnet', means: 'On the way down, negative signals are cut off: the paper’s rule' },
  { name: 'gradient', means: 'Signals pass where the way up was open: the plain gradient' },
  { name: 'guided', means: 'Both rules at once: guided backpropagation' },
];

/** Which signals may pass on the way down. */
export function renderRuleSwitch(chosen: RuleName, onRule: (rule: RuleName) => void) {
  return html`
    <fieldset class="choice rules">
      <legend>Way down</legend>
      <div class="segments">
        ${RULES.map(
          ({ name, means }) => html`
            <label class="segment" title=${means}>
              <input
                type="radio"
                name="rule"
                value=${name}
                .checked=${name === chosen}
                @change=${() => onRule(name)}
              />
              <span class="name">${name}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
