import type { Limits } from '../../src/diagnosis/diagnose.js';

export const LIMITS: Limits = { dominant: 3, dominated: 0.1, cosine: 0.95, bands: [1 / 6, 1 / 3] };
