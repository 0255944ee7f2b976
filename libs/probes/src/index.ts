export * from './topActivations/networkUpTo.js';
export * from './topActivations/projectWinners.js';
export * from './topActivations/TopActivations.js';
export * from './topActivations/winnersByImage.js';
