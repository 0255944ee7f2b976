// What a command line says of trainings before any begins: nothing here loads what computes.
export { RECIPE } from './recipe.js';
export { ARCHITECTURE_NAMES } from './zfnet.js';
