/** A network beside the site. */
export interface NetworkBeside {
  name: string;
  /** Its model file. */
  file: string;
  bytes: number;
  classes?: number;
}

export function networksBeside(folder: string, models: string): NetworkBeside[];
