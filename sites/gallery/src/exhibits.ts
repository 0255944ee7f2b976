/** An element with the document that the gallery shows it with. */
interface Exhibit {
  tag: string;
  /** The document, in `samples`. */
  probe: string;
  /** The question that the figure asks. */
  question: string;
  caption: string;
  /** What the poster shows, if there is one in `samples`; without one the text stands in its place. */
  poster?: string;
  /** Which command writes such a document. */
  command: string;
}

export const EXHIBITS: readonly Exhibit[] = [
  {
    tag: 'deconv-occlusion',
    probe: 'occlude',
    question: 'Is it looking at the fox?',
    caption:
      'Drag the square over the picture, or focus it and use the arrow keys. Where the probability falls, the network was looking.',
    poster: 'A drawn fox, and three maps of what a square that covers a part of it changes',
    command: 'deconv occlude MODEL fox.png --others photos --out fox',
  },
];
