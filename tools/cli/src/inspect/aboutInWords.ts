import { addedInWords } from '@deconv/experiments';
import { ITS_FIRST_LAYERS, type Answer, type Model } from '@deconv/models';
import { visibleName } from '@deconv/untrusted';
import { aboutOf, type Experiments } from './aboutOf.js';

/** What a model is, what goes in, what comes out, and what can be done with it: a sentence or two of each. */
export function aboutInWords(model: Model): string {
  const { layers, outputs } = model;
  const about = aboutOf(model);
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const whole = `A network of ${layers.length} layers and ${parameters.toLocaleString('en')} parameters.`;
  return [
    whole,
    `In: ${inputInWords(model)}`,
    `Out: ${model.answer ? answerInWords(model, model.answer) : withoutAnswer(outputs)}`,
    ...experimentsInWords(about.experiments),
  ]
    .map(visibleName)
    .join('\n');
}

function inputInWords({ network, preprocess, preprocessSource: source }: Model): string {
  const { height, width, channels } = network.input;
  const { channelOrder, meanSubtract, scale } = preprocess;
  const kind = CHANNELS.get(channels) ?? `${channels} channels`;
  const order = channels === 3 ? `, in the order ${channelOrder}` : '';
  const mean = channels === 3 ? meanSubtract.join(', ') : String(meanSubtract[0]);
  if (source === ITS_FIRST_LAYERS)
    return `images of ${height}×${width}, ${kind}${order}. Pixels go in as they are, 0–255: the network's own first layers scale them.`;
  const read = `Pixels of 0–255 go in minus ${mean}, times ${[scale].flat().join(', ')}`;
  const pixels = source
    ? `${read}, as ${source} says.`
    : `${read}: nothing says so, and few networks are trained so; --images PHOTOS proposes another way.`;
  return `images of ${height}×${width}, ${kind}${order}. ${pixels}`;
}

const CHANNELS: ReadonlyMap<number, string> = new Map([
  [1, 'one channel: brightness, which is made of the colours of photos'],
  [3, 'red, green and blue'],
]);

function answerInWords(
  { network, labels }: Model,
  { kind, from, added, numbers, name }: Answer,
): string {
  const { height, width } = network.nodes[network.answer!]!.op.shape;
  const sure = SURE[from];
  const more = added ? ` (${addedInWords(added)})` : '';
  const words = {
    probabilities: `probabilities of ${numbers} classes`,
    logits: `probabilities of ${numbers} classes`,
    binary: 'probabilities of two classes, of which one number tells',
    multilabel: `a probability for each of ${numbers} classes by itself`,
    numbers: numbers === 1 ? 'a plain number' : `${numbers} plain numbers`,
  }[kind];
  const places = height * width > 1 ? ` at each of ${height}×${width} positions` : '';
  const unnamed =
    kind === 'numbers' || labels.length ? '' : ' Classes have no names; labels.json gives them.';
  return `${words}${places}${more}, as ${sure}${from === 'graph' ? '; --output says otherwise' : ''} (output "${name}").${unnamed}`;
}

const SURE = {
  graph: 'the end of its graph tells',
  'preprocess.json': 'preprocess.json says',
  asked: 'asked for',
} as const;

const withoutAnswer = (outputs: readonly string[]): string =>
  outputs.length > 1
    ? `one of ${outputs.map((name) => `"${name}"`).join(', ')}: --answer NAME says which.`
    : 'nothing that can be computed.';

function experimentsInWords(experiments: Experiments): string[] {
  const running = Object.keys(experiments).filter((name) => experiments[name] === null);
  const reasons = new Map<string, string[]>();
  for (const [name, reason] of Object.entries(experiments))
    if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  return [
    ...(running.length ? [`Runs: ${running.join(', ')}.`] : []),
    ...[...reasons].map(([reason, names]) => `Does not run, since ${reason}: ${names.join(', ')}.`),
  ];
}
