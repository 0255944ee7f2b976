import type { Network } from '@deconv/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Beside the source of this module, wherever it is built to. */
const SCRIPT = fileURLToPath(new URL('../../src/peers/peer.py', import.meta.url));

/** Debian's own, which has the modules that its package manager installs; a python of another kind may come first on the path. */
const PYTHON = process.env['DECONV_PYTHON'] ?? '/usr/bin/python3';

/** Numbers in the file that the peer reads, row by row. */
export interface Part {
  from: number;
  shape: number[];
}

/** What one request took and found. */
export interface Answer {
  /** Of the processor, milliseconds. */
  time: number;
  numbers: Float32Array;
}

/** PyTorch in a process of its own, with a network that it holds in memory as this one does. */
export class Peer {
  private constructor(
    /** Version and settings. */
    readonly name: string,
    /** Of the image. */
    readonly image: Part,
    private readonly child: ChildProcessByStdio<Writable, Readable, null>,
    private readonly lines: AsyncIterator<string, undefined>,
    private readonly folder: string,
  ) {}

  /** @throws Error where there is no PyTorch, or it does not know an op of the network */
  static async open(network: Network, image: Tensor): Promise<Peer> {
    const folder = await mkdtemp(join(tmpdir(), 'deconv-peer-'));
    const part = await writeNetwork(folder, network, image);
    const child = spawn(PYTHON, [SCRIPT, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const failed = new Promise<never>((_, reject) => child.on('error', reject));
    const lines = linesOf(createInterface({ input: child.stdout }));
    try {
      const { value, done } = await Promise.race([lines.next(), failed]);
      if (done) throw new Error('it ended at once, as it says above');
      return new Peer(JSON.parse(value) as string, part, child, lines, folder);
    } catch (cause) {
      await rm(folder, { recursive: true });
      throw new Error(
        `${PYTHON} has no PyTorch, or none that computes this network: ${(cause as Error).message}; on Debian, apt install python3-torch, or name another python in DECONV_PYTHON`,
        { cause },
      );
    }
  }

  async ask(request: Record<string, unknown>): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error('PyTorch ended instead of answering; what it said stands above');
    const { seconds, numbers } = JSON.parse(value) as { seconds: number; numbers: number[] };
    return { time: 1000 * seconds, numbers: Float32Array.from(numbers) };
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await rm(this.folder, { recursive: true });
  }
}

const linesOf = (input: Interface): AsyncIterator<string, undefined> =>
  input[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;

async function writeNetwork(folder: string, network: Network, image: Tensor): Promise<Part> {
  const all: Float32Array[] = [];
  let length = 0;
  const add = async (tensor: Tensor): Promise<Part> => {
    const values = await tensor.data<'float32'>();
    const part = { from: length, shape: tensor.shape };
    all.push(values);
    length += values.length;
    return part;
  };
  const nodes: unknown[] = [];
  for (const { op, inputs, window } of network.nodes) {
    const weights: Record<string, Part> = {};
    for (const [name, tensor] of Object.entries(op.weights)) weights[name] = await add(tensor);
    nodes.push({ kind: op.passes ? 'Identity' : op.kind, inputs, window, weights });
  }
  const part = await add(image);
  await writeFile(join(folder, 'network.json'), JSON.stringify(nodes));
  const bytes = all.map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  await writeFile(join(folder, 'numbers.bin'), Buffer.concat(bytes));
  return part;
}
