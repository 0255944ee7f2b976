import {
  exponential,
  Network,
  pairOp,
  smoothActivation,
  softmax,
  type NetworkNode,
  type Op,
} from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { AnswerKind } from '@deconv/pictures';
import { brief } from '@deconv/untrusted';
import type { Output } from './Output.js';
import type { Answer, AskedAnswer } from './Answer.js';
import { endingOf, type Ending } from './endingOf.js';
import { listOf } from './listOf.js';

/** A network that knows what it is shown to answer. */
export interface Answering {
  /** Its own nodes, and behind them those of its head. It shares the weights of the one that it was made from. */
  network: Network;
  /** Undefined where the model has several outputs and none was chosen, or the one that counts cannot be computed. */
  answer: Answer | undefined;
}

/**
 * Finds out what a network's numbers mean, and gives it a head where they are not shown as they are: a softmax behind
 * logits, an exponential behind their logarithms, the other one of two classes.
 * @param asked goes before what `beside` says, and this before what the graph tells
 * @throws RangeError for an output that is not there, and for a meaning that does not go with it
 */
export function withAnswer(
  network: Network,
  outputs: readonly Output[],
  asked: AskedAnswer = {},
  beside: AskedAnswer = {},
): Answering {
  const chosen = chosenOutput(outputs, asked.answer ?? beside.answer);
  if (chosen?.node === undefined)
    return { network: new Network(network.nodes, undefined), answer: undefined };
  const { name, node } = chosen;
  const ending = endingOf(network, node);
  const { shape } = network.nodes[node]!.op;
  const kind = asked.output ?? beside.output ?? kindOf(ending, shape);
  requireFit(kind, shape);
  const from = asked.output ? 'asked' : beside.output ? 'preprocess.json' : 'graph';
  const head = headOf(kind, ending, shape);
  const whole = appended(network, node, head.ops);
  const logits = logitsOf(kind, ending, node);
  const answer = { name, kind, from, ...(head.added && { added: head.added }) } as const;
  if (kind !== 'binary')
    return {
      network: whole,
      answer: { ...answer, numbers: shape.channels, ...(logits !== undefined && { logits }) },
    };
  if (logits === undefined) return { network: whole, answer: { ...answer, numbers: 2 } };
  // The logits of both classes stand behind the head that is shown.
  const both = appended(whole, logits, [pairOp(whole.nodes[logits]!.op.shape, 0)]);
  return {
    network: new Network(both.nodes, node, whole.answer),
    answer: { ...answer, numbers: 2, logits: both.nodes.length - 1 },
  };
}

function chosenOutput(outputs: readonly Output[], name: string | undefined): Output | undefined {
  if (name === undefined) return outputs.length === 1 ? outputs[0] : undefined;
  const found = outputs.find((output) => output.name === name);
  if (!found && outputs.length)
    throw new RangeError(
      `the model has no output "${brief(name)}" to be its answer; it has ${listOf(outputs.map((output) => output.name))}`,
    );
  return found;
}

function kindOf({ by }: Ending, { height, width, channels }: MapShape): AnswerKind {
  if (height * width > 1 || by === 'other') return 'numbers';
  if (by === 'sigmoid') return channels === 1 ? 'binary' : 'multilabel';
  if (channels === 1) return 'numbers';
  return by === 'linear' ? 'logits' : 'probabilities';
}

/** @throws RangeError for a meaning that so many numbers cannot have */
function requireFit(kind: AnswerKind, { channels }: MapShape): void {
  if (kind === 'binary' ? channels === 1 : kind !== 'logits' || channels > 1) return;
  throw new RangeError(
    kind === 'binary'
      ? `the model's answer is said to be "binary", which is one number; it has ${channels}, so say "probabilities", "logits" or "multilabel"`
      : `the model's answer is said to be "logits", which are two numbers or more; it has one, so say "binary" or "numbers"`,
  );
}

interface Head {
  ops: Op[];
  added?: NonNullable<Answer['added']>;
}

function headOf(kind: AnswerKind, { by }: Ending, shape: MapShape): Head {
  const sigmoid = (): Head =>
    by === 'linear' ? { ops: [smoothActivation('sigmoid', shape)], added: 'sigmoid' } : { ops: [] };
  switch (kind) {
    case 'probabilities':
      return by === 'logSoftmax' ? { ops: [exponential(shape)], added: 'exp' } : { ops: [] };
    case 'logits':
      return { ops: [softmax(shape)], added: 'softmax' };
    case 'binary': {
      const { ops, ...rest } = sigmoid();
      return { ops: [...ops, pairOp(shape, 1)], ...rest };
    }
    case 'multilabel':
      return sigmoid();
    case 'numbers':
      return { ops: [] };
  }
}

function logitsOf(kind: AnswerKind, { by, logits }: Ending, node: number): number | undefined {
  if (kind === 'numbers') return undefined;
  if (kind === 'logits' || (by === 'linear' && kind !== 'probabilities')) return node;
  return logits;
}

/** The network with ops behind one of its nodes; the last one is its answer. */
function appended(network: Network, node: number, ops: readonly Op[]): Network {
  const nodes = [...network.nodes];
  let at = node;
  for (const op of ops) {
    const { height, width } = op.shape;
    const name = unused(nodes, `answer/${op.kind}`);
    nodes.push({
      ...{ name, op, inputs: [at], window: op.window, extent: { height, width }, head: true },
    });
    at = nodes.length - 1;
  }
  return new Network(nodes, node, at);
}

function unused(nodes: readonly NetworkNode[], name: string): string {
  const taken = new Set(nodes.map((node) => node.name));
  let use = 1;
  while (taken.has(use === 1 ? name : `${name}#${use}`)) use++;
  return use === 1 ? name : `${name}#${use}`;
}
