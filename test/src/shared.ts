/** Photos, models and cases that may lie beside the checkout; tests that need them are skipped without. */
export const SHARED = new URL('../../../shared/', import.meta.url).pathname;
