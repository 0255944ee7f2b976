import type {
  AskedPass,
  MapPart,
  Network,
  NetworkNode,
  PartGraph,
  PassEngine,
  PassMaps,
  StrongestFound,
} from '@deconv/core';
import {
  formOf,
  hasPartForm,
  inputName,
  outputName,
  sumName,
  writeOnnx,
  writeOnnxParts,
  type OnnxOutput,
  type OnnxOutputKind,
} from '@deconv/models/onnx';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { availableParallelism } from 'node:os';
import type { Runtime } from './openRuntime.js';

export interface RuntimeOptions {
  /** Threads that compute one pass. Default: as many as the machine has cores. */
  threads?: number;
  /** Where it computes, as ONNX Runtime calls it: `cpu`, `cuda`, `dml`, `coreml`, `webgpu`. Default `cpu`. */
  device?: string;
  /** Hears what of a network is left to tfjs, and why: once for each network. */
  onLeft?: (reason: string) => void;
}

/** What the names of graphs for parts of maps begin with. */
const PARTS = 'parts ';

/** Graphs of one network that are kept: one for each set of maps that is asked for. */
const MOST_SESSIONS = 3;

/** Threads of each of the graphs that compute parts of maps: there are dozens of these, and their maps are small. */
const MOST_PART_THREADS = 8;

/** Threads that have nothing to do sleep, and leave their cores to those of the next graph, and to other programs. */
const WITHOUT_SPINNING = { session: { intra_op: { allow_spinning: '0' } } };

/** Passes up through networks on ONNX Runtime. A network that has no form in ONNX' operators is left to tfjs. */
export class RuntimeEngine implements PassEngine {
  readonly #left = new WeakSet<Network>();
  readonly #sessions = new WeakMap<Network, Map<string, Promise<InferenceSession>>>();

  constructor(
    private readonly runtime: Runtime,
    private readonly options: RuntimeOptions = {},
  ) {}

  maps(
    network: Network,
    x: Tensor4D,
    { nodes, summed = [] }: AskedPass,
  ): Promise<PassMaps> | undefined {
    if (!this.#holds(network, [...nodes, ...summed])) return undefined;
    const outputs = [
      ...nodes.map((node) => outputOf('map', node)),
      ...summed.map((node) => outputOf('magnitude', node)),
    ];
    return this.#run(network, x, outputs).then((found) => {
      const numbers = outputs.map(({ name }) => found[name]!.data as Float32Array);
      return {
        maps: numbers.slice(0, nodes.length),
        magnitudes: numbers.slice(nodes.length).map(sumOf),
      };
    });
  }

  strongest(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<StrongestFound> | undefined {
    const layers = [...network.nodes.keys()].filter(
      (index) => network.nodes[index]!.layer !== undefined,
    );
    if (!this.#holds(network, [...layers, ...nodes])) return undefined;
    const outputs = [
      ...layers.map((node) => outputOf('magnitude', node)),
      ...nodes.flatMap((node) => [outputOf('maxima', node), outputOf('places', node)]),
    ];
    return this.#run(network, x, outputs).then((found) => {
      const read = (kind: OnnxOutputKind, node: number) => found[outputOf(kind, node).name]!.data;
      return {
        values: nodes.map((node) => read('maxima', node) as Float32Array),
        places: nodes.map((node) => Int32Array.from(read('places', node) as BigInt64Array, Number)),
        magnitudes: layers.map((node) => sumOf(read('magnitude', node) as Float32Array)),
      };
    });
  }

  holds({ nodes }: Network): boolean {
    return nodes.every(({ op }) => formOf(op) !== undefined);
  }

  /** Whether every node up to these has a form in ONNX' operators. */
  #holds(network: Network, asked: readonly number[]): boolean {
    const needed = network.nodes.slice(0, Math.max(...asked) + 1);
    const odd = needed.find(({ op }) => formOf(op) === undefined);
    if (odd) this.#leave(network, `the network: ${nameOf(odd)} has no form in ONNX' operators`);
    return odd === undefined;
  }

  holdsParts(network: Network, graph: PartGraph): boolean {
    const odd = graph.nodes
      .map((index) => network.nodes[index]!)
      .find(({ op }) => !hasPartForm(op));
    if (odd)
      this.#leave(
        network,
        `what changes in the network: ${nameOf(odd)} has no form for parts of maps in ONNX' operators`,
      );
    return odd === undefined;
  }

  #leave(network: Network, what: string): void {
    if (this.#left.has(network)) return;
    this.#left.add(network);
    this.options.onLeft?.(what);
  }

  async parts(
    network: Network,
    graph: PartGraph,
    inputs: readonly MapPart[],
  ): Promise<Float32Array[]> {
    const key = `${PARTS}${[graph.nodes, graph.outputs, graph.sums].join(';')}`;
    const session = await this.#sessionOf(network, key, () => writeOnnxParts(network, graph));
    const feeds: Record<string, Tensor> = {};
    inputs.forEach(({ numbers, shape }, i) => {
      const { node, k } = graph.inputs[i]!;
      feeds[inputName(node, k)] = new this.runtime.Tensor('float32', numbers, shape);
    });
    const found = await session.run(feeds);
    const names = [...graph.outputs.map(outputName), ...graph.sums.map(sumName)];
    return names.map((name) => found[name]!.data as Float32Array);
  }

  async #run(
    network: Network,
    x: Tensor4D,
    outputs: readonly OnnxOutput[],
  ): Promise<InferenceSession.OnnxValueMapType> {
    const pixels = await x.data<'float32'>();
    const key = outputs.map(({ name }) => name).join();
    const write = () => writeOnnx(network, { layout: 'channels last', outputs });
    const session = await this.#sessionOf(network, key, write);
    return session.run({ input: new this.runtime.Tensor('float32', pixels, x.shape) });
  }

  /** Each graph is opened once. Of whole networks the last few are kept; parts hold few weights. */
  #sessionOf(network: Network, key: string, write: () => Uint8Array): Promise<InferenceSession> {
    const known = this.#sessions.get(network) ?? new Map<string, Promise<InferenceSession>>();
    this.#sessions.set(network, known);
    const found = known.get(key) ?? this.#open(write(), key.startsWith(PARTS));
    // Those that were asked for last stand last.
    known.delete(key);
    known.set(key, found);
    const whole = [...known.keys()].filter((each) => !each.startsWith(PARTS));
    if (whole.length > MOST_SESSIONS) {
      void known.get(whole[0]!)!.then((session) => session.release());
      known.delete(whole[0]!);
    }
    return found;
  }

  /** @param isPart one of many graphs, each with threads of its own */
  async #open(model: Uint8Array, isPart: boolean): Promise<InferenceSession> {
    const { threads = availableParallelism(), device = 'cpu' } = this.options;
    try {
      return await this.runtime.InferenceSession.create(model, {
        executionProviders: [device],
        intraOpNumThreads: isPart ? Math.min(threads, MOST_PART_THREADS) : threads,
        extra: WITHOUT_SPINNING,
        logSeverityLevel: 3,
      });
    } catch (cause) {
      throw new Error(
        `ONNX Runtime does not take this network on ${device}: ${(cause as Error).message}; another backend does`,
        { cause },
      );
    }
  }
}

const outputOf = (kind: OnnxOutputKind, node: number): OnnxOutput => ({
  name: `${kind} ${node}`,
  node,
  kind,
});

const nameOf = ({ name, op }: NetworkNode): string => `"${name}" (${op.kind})`;

const sumOf = (numbers: Float32Array): number => numbers.reduce((sum, number) => sum + number, 0);
