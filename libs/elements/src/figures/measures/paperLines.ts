/** What Zeiler and Fergus (2013) measured, of a data set, by images a class; or by layer, at 30 images a class. */
interface PaperLine {
  name: string;
  /** Per cent: mean, and standard deviation where it is known. */
  measures: Readonly<Record<number, readonly [mean: number, sd?: number]>>;
}

interface PaperData {
  /** In the name of a data set that is this one. */
  known: RegExp;
  transfer: readonly PaperLine[];
  layers: readonly PaperLine[];
}

/** Tables 4, 5 and 7 of the paper. */
const PAPER: readonly PaperData[] = [
  {
    known: /caltech.?101/i,
    transfer: [
      {
        name: 'the paper’s, layers 1–7 frozen',
        measures: { 15: [83.8, 0.5], 30: [86.5, 0.5] },
      },
      { name: 'the paper’s, from scratch', measures: { 15: [22.8, 1.5], 30: [46.5, 1.7] } },
    ],
    layers: [
      {
        name: 'the paper’s, SVM',
        measures: { 1: [44.8], 2: [66.2], 3: [72.3], 4: [76.6], 5: [86.2], 7: [85.5] },
      },
      { name: 'the paper’s, softmax', measures: { 5: [82.9], 7: [85.4] } },
    ],
  },
  {
    known: /caltech.?256/i,
    transfer: [
      {
        name: 'the paper’s, layers 1–7 frozen',
        measures: { 15: [65.7], 30: [70.6], 45: [72.7], 60: [74.2] },
      },
      {
        name: 'the paper’s, from scratch',
        measures: { 15: [9], 30: [22.5], 45: [31.2], 60: [38.8] },
      },
    ],
    layers: [],
  },
];

/** The paper's lines on the data set of this name; none for others. */
export function paperLines(data: string, probe: 'transfer' | 'layers'): readonly PaperLine[] {
  return PAPER.find(({ known }) => known.test(data))?.[probe] ?? [];
}

/** Number of a paper's measure as all other measures are given. */
export function paperMeasure({ measures }: PaperLine, at: number) {
  const found = measures[at];
  if (!found) return undefined;
  const [mean, sd] = found;
  return { mean: mean / 100, sd: sd === undefined ? null : sd / 100, each: [] };
}
