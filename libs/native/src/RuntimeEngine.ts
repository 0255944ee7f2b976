import type { MapPart, Network, PartGraph, PassEngine, StrongestPlaces } from '@deconv/core';
import {
  formOfParts,
  inputName,
  outputName,
  sumName,
  writeOnnx,
  writeOnnxParts,
  type OnnxOutput,
} from '@deconv/models/onnx';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Runtime } from './openRuntime.js';

export interface RuntimeOptions {
  /** Threads that compute one pass. Default: as many as the machine has cores. */
  threads?: number;
  /** Where it computes, as ONNX Runtime calls it: `cpu`, `cuda`, `dml`, `coreml`, `webgpu`. Default `cpu`. */
  device?: string;
}

/** Graphs of one network that are kept: one for each set of maps that is asked for. */
const MOST_SESSIONS = 3;

/** Passes up through networks on ONNX Runtime. A network that has no form in ONNX' operators is left to tfjs. */
export class RuntimeEngine implements PassEngine {
  readonly #sessions = new WeakMap<Network, Map<string, Promise<InferenceSession>>>();

  constructor(
    private readonly runtime: Runtime,
    private readonly options: RuntimeOptions = {},
  ) {}

  maps(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<Float32Array[]> | undefined {
    if (!holds(network, nodes)) return undefined;
    const outputs = nodes.map((node) => ({ name: String(node), node }));
    return this.#run(network, x, outputs).then((found) =>
      outputs.map(({ name }) => found[name]!.data as Float32Array),
    );
  }

  strongest(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<StrongestPlaces[]> | undefined {
    if (!holds(network, nodes)) return undefined;
    const outputs = nodes.map((node) => {
      return { name: `strongest ${node}`, node, reduced: 'strongest' as const };
    });
    return this.#run(network, x, outputs).then((found) =>
      outputs.map(({ name }) => ({
        values: found[name]!.data as Float32Array,
        places: Int32Array.from(found[`${name}/place`]!.data as BigInt64Array, Number),
      })),
    );
  }

  holdsParts({ nodes }: Network, graph: PartGraph): boolean {
    return graph.nodes.every((index) => formOfParts(nodes[index]!.op) !== undefined);
  }

  async parts(
    network: Network,
    graph: PartGraph,
    inputs: readonly MapPart[],
  ): Promise<Float32Array[]> {
    const key = `parts ${graph.nodes.join()}`;
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
    const found = known.get(key) ?? this.#open(write());
    // Those that were asked for last stand last.
    known.delete(key);
    known.set(key, found);
    const whole = [...known.keys()].filter((each) => !each.startsWith('parts '));
    if (whole.length > MOST_SESSIONS) {
      void known.get(whole[0]!)!.then((session) => session.release());
      known.delete(whole[0]!);
    }
    return found;
  }

  #open(model: Uint8Array): Promise<InferenceSession> {
    const { threads, device = 'cpu' } = this.options;
    return this.runtime.InferenceSession.create(model, {
      executionProviders: [device],
      ...(threads !== undefined && { intraOpNumThreads: threads }),
      logSeverityLevel: 3,
    });
  }
}

/** Whether every node up to these has a form in ONNX' operators. */
function holds({ nodes }: Network, asked: readonly number[]): boolean {
  return nodes.slice(0, Math.max(...asked) + 1).every(({ op }) => op.onnx !== undefined);
}
