/** Beside what loads: every figure that computes says it, few say how far they are besides. */
export const LOADING_NETWORK = 'Loading the network';
