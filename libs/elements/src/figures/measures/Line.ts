/** A measurement with how far it spreads. All are shares, 0–1. */
export interface Measure {
  mean: number;
  /** Standard deviation; null where there is none, or where it is not known. */
  sd: number | null;
  /** What the mean was made from; empty where only the mean is known. */
  each: readonly number[];
}

/** Measurements that belong together, each at its place along the axis. */
export interface Line {
  name: string;
  /** From the paper, on other data or with another network. */
  paper: boolean;
  /** One for each place; undefined where nothing was measured. */
  measures: readonly (Measure | undefined)[];
}

/** Lines over places that they share. */
export interface LineChart {
  title: string;
  /** What stands along the axis; and what one place on it is called, for a table. */
  axis: string;
  head: string;
  places: readonly {
    label: string;
    /** Number on the axis; undefined where places stand at equal distances. */
    value?: number;
  }[];
  lines: readonly Line[];
  /** What marks and whiskers are. */
  note: string;
}
