export * from './invariance/invariance.js';
export * from './invariance/transformImage.js';
export type { OcclusionMaps, OcclusionProgress } from './occlusion/gather.js';
export * from './occlusion/occlude.js';
export * from './topActivations/networkUpTo.js';
export * from './topActivations/projectWinners.js';
export * from './topActivations/TopActivations.js';
export * from './topActivations/winnersByImage.js';
