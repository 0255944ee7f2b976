/** What the page is asked to measure. */
export interface Plan {
  rounds: number;
  /** Milliseconds after which no further round of a case begins. */
  patience: number;
  /** Only what has this in its name is measured. */
  only: string;
  subjects: PlannedSubject[];
  /** Address of the photo at 224 × 224 pixels, for the paper's network. */
  large: string;
}

/** A model to measure with, and a photo at the size of its input. */
export interface PlannedSubject {
  name: string;
  /** Address of the model's folder. */
  model: string;
  /** Address of bytes: red, green, blue, pixel by pixel. */
  pixels: string;
}
