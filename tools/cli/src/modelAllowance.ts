import { Allowance, MOST_BYTES } from '@deconv/models';
import { allowedModelSize } from './modelSize.js';

/** What may come of one model from an address. @throws UsageError for a size in the environment that is none */
export const modelAllowance = (): Allowance => new Allowance(allowedModelSize() ?? MOST_BYTES);
