/** How signals can be rectified on the way down. What each does stands in `@deconv/core`. */
export const RULE_NAMES = ['deconvnet', 'gradient', 'guided'] as const;

export type RuleName = (typeof RULE_NAMES)[number];
