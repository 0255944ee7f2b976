/** An element with the document that the gallery shows it with. */
interface Exhibit {
  tag: string;
  /** The document, in `samples`; what only computes has none. */
  probe?: string;
  /** Further documents that it shows, by what they are, separated by blanks; LEDGER is a folder. */
  others?: Record<string, string>;
  /** The question that the figure asks. */
  question: string;
  caption: string;
  /** What the poster shows, if there is one in `samples`; without one the text stands in its place. */
  poster?: string;
  /** Which command writes such a document. */
  command?: string;
  /** With what it computes here, besides the model; MODEL, PHOTOS and LESSONS are folders. Without it, it shows documents only. */
  live?: Record<string, string>;
}

/** All samples of the page. */
const PHOTOS = 'PHOTOS/samples.json';

export const EXHIBITS: readonly Exhibit[] = [
  {
    tag: 'deconv-lens',
    question: 'What does each layer see where you point?',
    caption:
      'Move over the picture. Each row is one layer: its strongest unit at this place, the patch it sees, and the pixels that set it off. Choose a row to look through that layer.',
    poster: 'A drawn dog, its eye seen through layer 4, beside the strongest unit of each layer',
    live: { images: PHOTOS, src: 'PHOTOS/dog.webp', through: 'conv4' },
  },
  {
    tag: 'deconv-maps',
    question: 'What does each layer make of this picture?',
    caption:
      'Choose a layer, then one of its maps, and move over it: the frame on the picture is what that unit sees. Or press on the picture for the map that responds most there.',
    live: { images: PHOTOS, photo: 'PHOTOS/tiger.webp', layer: 'conv2' },
  },
  {
    tag: 'deconv-stepper',
    probe: 'descent',
    question: 'How does an activation find its way back to the pixels?',
    caption:
      'Go on step by step. At each unpooling, watch the signals travel to their switches: the places where the largest values stood on the way up.',
    poster: 'The strongest map of each step from a unit of conv5 down to the pixels',
    command: 'deconv project MODEL tiger.png --layer conv5 --steps tiger',
    live: { images: PHOTOS, photo: 'PHOTOS/tiger.webp', step: '10' },
  },
  {
    tag: 'deconv-projection',
    question: 'How much of it is the rule, how much the network?',
    caption:
      'One unit, three ways down, and below them the same with random weights. Press on the picture for another unit.',
    live: {
      ...{ images: PHOTOS, photo: 'PHOTOS/tiger.webp' },
      ...{ layer: 'conv5', control: 'random-weights' },
    },
  },
  {
    tag: 'deconv-occlusion',
    probe: 'occlude',
    question: 'Is it looking at the fox?',
    caption:
      'Drag the square over the picture, or focus it and use the arrow keys. Where the probability falls, the network was looking.',
    poster: 'A drawn fox, and three maps of what a square that covers a part of it changes',
    command: 'deconv occlude MODEL fox.png --others photos --out fox',
    live: { images: 'PHOTOS/fox.webp PHOTOS/tiger.webp PHOTOS/dog.webp' },
  },
  {
    tag: 'deconv-attribution',
    probe: 'attribute',
    question: 'Which pixels is the answer owed to?',
    caption:
      'Orange speaks for the class, blue against it. With integrated gradients all of it adds up to what the answer differs by from that for the baseline; the sums tell how nearly.',
    command: 'deconv attribute MODEL fox.png tiger.png --out owed',
    live: { images: 'PHOTOS/fox.webp PHOTOS/tiger.webp' },
  },
  {
    tag: 'deconv-grid',
    probe: 'top',
    question: 'What excites these feature maps most?',
    caption:
      'Each card is one feature map: the nine patches that excite it most, and beside them what it saw in each. Tight clusters in high layers, edges and colours in low ones.',
    poster: 'Feature maps of one layer: nine patches each, beside their projections',
    command: 'deconv top MODEL photos --layer conv1,conv3,conv5 --out top',
    live: { images: PHOTOS, layers: 'conv1,conv3,conv5', channels: 'random:3' },
  },
  {
    tag: 'deconv-invariance',
    probe: 'invariance',
    question: 'Does it know a tiger upside down?',
    caption:
      'Drag the slider, or a curve. In the first layer the smallest turn changes everything; higher up it is the answer that tells when the network is lost.',
    poster: 'Three drawings, turned step by step',
    command: 'deconv invariance MODEL photos --transform rotate --layers conv1,conv5 --out turned',
    live: { images: 'PHOTOS/tiger.webp PHOTOS/bus.webp PHOTOS/guitar.webp' },
  },
  {
    tag: 'deconv-evolution',
    probe: 'evolution',
    question: 'When does a feature become what it is?',
    caption:
      'Drag the slider from the first checkpoint to the last. Low layers settle early; high ones go on changing, and jump to other images.',
    poster: 'Feature maps of one layer at eight points of a training',
    command: 'deconv evolution MODEL/epochs photos --layers conv2,conv5 --out evolution',
    live: { images: PHOTOS, checkpoints: '1 2 5 10 20 30 40 64' },
  },
  {
    tag: 'deconv-correspondence',
    probe: 'correspond',
    question: 'Does it know an eye from a nose?',
    caption:
      'If a part meant the same in every dog, masking it would change the features alike. Compare each part with masks at random: where whiskers overlap, six dogs do not tell.',
    command:
      'deconv correspond MODEL dogs --landmarks dogs/landmarks.json --layers conv3,conv5 --out dogs-parts',
    // Faces of two drawings, whose parts the reader places.
    live: { images: 'PHOTOS/dog.webp PHOTOS/tiger.webp PHOTOS/panda.webp PHOTOS/fox.webp' },
  },
  {
    tag: 'deconv-filters',
    probe: 'diagnose',
    question: 'Which filters have learned something?',
    caption:
      'Choose a filter. Some are much larger than the rest and drown them; some never respond; some are copies. The paper mended its first layer by looking at just this.',
    command: 'deconv diagnose MODEL --images photos --out filters',
    live: { images: PHOTOS, compare: 'MODEL/epochs/1/' },
  },
  {
    tag: 'deconv-measures',
    probe: 'ablate',
    question: 'How good is it, and what is it down to?',
    caption:
      'Whiskers are one standard deviation over repetitions. Where those of two overlap, the difference may be luck.',
    command:
      'deconv ablate DATA --architectures zfnet,alexnet-style --filter-limits 0.1,none --no-batch-norm --out ablation',
    others: {
      'By images a class, two layers':
        'LEDGER/transfer-zfnet-photo.json LEDGER/transfer-zfnet-photo-conv4.json',
      'By layer': 'LEDGER/layers-zfnet-photo.json',
      'On data the paper does not have': 'LEDGER/transfer-emoji.json',
    },
  },
  {
    tag: 'deconv-transfer',
    question: 'Can it learn your things from five pictures?',
    caption:
      'A classifier learns from the features of one layer, which stay as they are. Each picture is answered by a classifier that has not seen it: that is the only honest number here. Orange speaks for the class, violet against it.',
    live: { lessons: 'LESSONS/lessons.json' },
  },
];
