/** One entry of `samples.json`. */
export interface Sample {
  /** Address of the picture, absolute once loaded. */
  file: string;
  label: string;
  alt: string;
  /** Who drew it, and under which licence. */
  credit?: string;
}
