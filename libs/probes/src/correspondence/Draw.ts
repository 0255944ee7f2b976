/** A stream of random choices: a whole number, both ends included. */
export type Draw = (low: number, high: number) => number;
