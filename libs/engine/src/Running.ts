import type { ModelSummary } from './contract.js';

/** What computes, and why that. */
export type Running = Pick<ModelSummary, 'backend' | 'backendReason'>;
