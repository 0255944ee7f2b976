import { RULE_NAMES, type RuleName } from '@deconv/core';

/** Whether a layer can be projected, or by which rules where it is not by all. */
export const rulesInWords = (rules: readonly RuleName[]): string =>
  rules.length === RULE_NAMES.length ? 'yes' : rules.join(', ') || 'no';
