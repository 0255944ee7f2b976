/** An element, with what puts it on a page. */
interface Embedded {
  tag: string;
  shows: string;
  /** Attributes; a value that ends in a file or folder is an address below this site. */
  set: Record<string, string>;
  /** Attributes that hold addresses. */
  addresses: string[];
}

const NETWORK = { model: 'models/zfnet-emoji/' };

/** Every element, as it stands on the page and as it is copied from there. */
export const EMBEDDED: readonly Embedded[] = [
  {
    tag: 'deconv-lens',
    shows: 'Move over a photo: the strongest unit of each layer there, projected.',
    set: { ...NETWORK, src: 'samples/tiger.webp' },
    addresses: ['model', 'src'],
  },
  {
    tag: 'deconv-grid',
    shows:
      'What excites feature maps most, from a document of deconv top. With model and samples in its place: the nine units of a layer that respond most to one photo.',
    set: { src: 'results/top.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-maps',
    shows: 'What every feature map of every layer makes of a photo.',
    set: { ...NETWORK, photo: 'samples/butterfly.webp' },
    addresses: ['model', 'photo'],
  },
  {
    tag: 'deconv-stepper',
    shows: 'One unit’s way down to the pixels, step by step.',
    set: { ...NETWORK, photo: 'samples/owl.webp', layer: 'conv3' },
    addresses: ['model', 'photo'],
  },
  {
    tag: 'deconv-projection',
    shows: 'One unit, projected by three rules and with its controls.',
    set: { ...NETWORK, photo: 'samples/panda.webp', layer: 'conv5' },
    addresses: ['model', 'photo'],
  },
  {
    tag: 'deconv-occlusion',
    shows: 'What a square that covers a part of the photo changes.',
    set: { src: 'results/occlude.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-attribution',
    shows: 'Which parts of a photo speak for its class, and which against it.',
    set: { src: 'results/attribute.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-invariance',
    shows: 'What turning, shifting and scaling changes.',
    set: { src: 'results/invariance.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-evolution',
    shows: 'Feature maps through a training.',
    set: { src: 'results/evolution.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-correspondence',
    shows: 'Whether masking the same part changes features alike.',
    set: { src: 'results/correspond.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-filters',
    shows: 'A layer’s filters, their sizes and frequencies.',
    set: { src: 'results/diagnose.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-measures',
    shows: 'Accuracy by images a class or by layer, errors of networks: with how far each spreads.',
    set: { src: 'reproduction/layers-zfnet-photo.json' },
    addresses: ['src'],
  },
  {
    tag: 'deconv-transfer',
    shows: 'Teach a network’s features classes of your own.',
    set: { ...NETWORK, lessons: 'lessons/lessons.json' },
    addresses: ['model', 'lessons'],
  },
];

/** What is copied: `https://HERE/` becomes the address of the site that is read. */
export function linesOf({ tag, set, addresses }: Embedded): string {
  const attributes = Object.entries(set).map(([name, value]) => {
    const given = addresses.includes(name) ? `https://HERE/${value}` : value;
    return `\n  ${name}="${given}"`;
  });
  return `<${tag}${attributes.join('')}\n></${tag}>`;
}
