/** Of this package; figures that are saved name it. */
export const VERSION = '0.1.0';
