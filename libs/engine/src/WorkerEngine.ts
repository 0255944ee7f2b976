import { type Remote, transfer } from 'comlink';
import type { Results } from '@deconv/results';
import { filesAt } from './addressOfFiles.js';
import { Connection } from './Connection.js';
import type {
  BackendName,
  Engine,
  ModelSummary,
  PhotoSummary,
  Picture,
  ProbeOptions,
  ProbeRequest,
  ResultsOf,
  CallOptions,
} from './contract.js';
import { engineFailure } from './engineFailure.js';
import { keepForVisit } from './foundOnVisit.js';
import { hubOfPage } from './hubOfPage.js';
import { Queue } from './Queue.js';
import type { Side } from './Side.js';
import { crossing, type GivenTo, type Question, type WorkerSide } from './worker/WorkerSide.js';

type Ask<T> = (remote: Remote<WorkerSide>, call: number) => Promise<T>;

/** Handles of one worker; those of the next begin after them. */
const HANDLES = 1_000_000;
const CLOSED = 'This engine was closed. Create a new one.';

/**
 * An engine in a Web Worker of its own. The worker starts with the first model, so an engine that nobody uses costs
 * nothing; after a failure, loading a model starts a fresh one.
 *
 * Questions about a photo take turns, and so do experiments; one of each is under way at a time, and a question finds its
 * way between the steps of an experiment. Loading waits for neither.
 */
export class WorkerEngine implements Engine {
  readonly #questions = new Queue();
  readonly #experiments = new Queue();
  #starting: Promise<Connection> | undefined;
  #connection: Connection | undefined;
  #starts = 0;
  #closed = false;

  /**
   * @param startSide starts what computes
   * @param backend what it is to compute on, if that is not its choice
   */
  constructor(
    private readonly startSide: () => Promise<Side>,
    private readonly backend?: BackendName,
  ) {}

  readonly strongest = this.#asking('strongest', 4);
  readonly strongestAt = this.#asking('strongestAt', 4);
  readonly project = this.#asking('project', 2);
  readonly featureMaps = this.#asking('featureMaps', 2);
  readonly descend = this.#asking('descend', 3);
  readonly learn = this.#asking('learn', 2, this.#experiments);

  async loadModel(
    url: string,
    options: CallOptions & { random?: number } = {},
  ): Promise<ModelSummary> {
    const address = addressOf(url);
    const connection = await untilAborted(this.#started(), options.signal);
    bring([address], connection);
    const asked = crossing(options);
    const ask: Ask<ModelSummary> = (remote, call) => remote.loadModel(call, address, asked);
    const summary = await connection.call(ask, options);
    if (!this.backend) keepForVisit(summary);
    return summary;
  }

  openPhoto(model: number, picture: Picture, options?: CallOptions): Promise<PhotoSummary> {
    const ask: Ask<PhotoSummary> = (remote, call) => {
      // The page keeps its own pixels.
      const copy = { ...picture, data: picture.data.slice() };
      return remote.openPhoto(call, model, transfer(copy, [copy.data.buffer]), {});
    };
    return this.#questions.add(
      async () => this.#running().call(ask, options, (late) => void this.release(late.id)),
      options,
    );
  }

  run<P extends Results['probe']>(
    model: number,
    request: Extract<ProbeRequest, { probe: P }>,
    { onPart, ...options }: ProbeOptions<P> = {},
  ): Promise<ResultsOf<P>> {
    const asked = absolute(request);
    const ask: Ask<Results> = (remote, call) => remote.run(call, model, asked, {});
    // A probe answers with its own documents.
    const listening = { ...options, onPart: onPart as ((part: Results) => void) | undefined };
    const answer = this.#experiments.add(async () => {
      const connection = this.#running();
      if (asked.probe === 'evolution')
        bring(
          asked.checkpoints.map(({ url }) => url),
          connection,
        );
      return connection.call(ask, listening);
    }, options);
    return answer as Promise<ResultsOf<P>>;
  }

  async release(photo: number): Promise<void> {
    const connection = this.#connection;
    if (connection && !connection.failure) await connection.call((remote) => remote.release(photo));
  }

  close(): void {
    this.#closed = true;
    this.#connection?.fail(new Error(CLOSED));
  }

  /**
   * A question that goes to the worker as it is.
   * @param count arguments before its options
   */
  #asking<Q extends Question>(
    question: Q,
    count: GivenTo<Q>['length'],
    queue = this.#questions,
  ): Engine[Q] {
    const asking = (...args: unknown[]): Promise<unknown> => {
      const options = (args[count] ?? {}) as CallOptions;
      const asked = [...args.slice(0, count), crossing(options)];
      const ask = (remote: Remote<WorkerSide>, call: number): Promise<unknown> =>
        (remote[question] as (...asked: unknown[]) => Promise<unknown>)(call, ...asked);
      return queue.add(async () => this.#running().call(ask, options), options);
    };
    return asking as Engine[Q];
  }

  #running(): Connection {
    if (!this.#connection) throw new Error('No model is loaded yet: call loadModel first.');
    return this.#connection;
  }

  /** The worker that runs, or a fresh one. */
  #started(): Promise<Connection> {
    if (this.#closed) return Promise.reject(new Error(CLOSED));
    if (this.#starting && !this.#connection?.failure) return this.#starting;
    const starting = this.#start();
    this.#starting = starting;
    // What could not start may start the next time.
    starting.catch(() => {
      if (this.#starting === starting) this.#starting = undefined;
    });
    return starting;
  }

  async #start(): Promise<Connection> {
    this.#connection = undefined;
    const firstId = HANDLES * this.#starts++ + 1;
    const side = await this.startSide().catch((cause: unknown) => {
      throw engineFailure('stopped', (cause as Error).message);
    });
    const connection = new Connection(side, firstId, this.backend);
    this.#connection = connection;
    if (this.#closed) connection.fail(new Error(CLOSED));
    return connection;
  }
}

/** Hands files over that the worker cannot fetch: it may be of an origin of its own. */
function bring(addresses: readonly string[], connection: Connection): void {
  for (const address of addresses) {
    const files = filesAt(address);
    // Where the connection fails, so does the question that needs them, and tells why.
    if (files) connection.call((remote) => remote.bring(address, files)).catch(() => undefined);
  }
}

/**
 * The address of a model folder, one for each. The worker's own address is another one: relative addresses are meant
 * relative to the page.
 */
function addressOf(url: string): string {
  const address = new URL(url, document.baseURI);
  if (address.protocol === 'hf:') {
    const hub = hubOfPage();
    if (hub !== undefined) address.search = String(new URLSearchParams({ hub }));
  } else if (address.protocol !== 'files:')
    address.pathname = address.pathname.replace(/\/(model\.json)?$/, '');
  return address.href;
}

/** With addresses that a worker understands. */
function absolute(request: ProbeRequest): ProbeRequest {
  if (request.probe !== 'evolution') return request;
  const checkpoints = request.checkpoints.map(({ name, url }) => ({
    name,
    url: addressOf(url),
  }));
  return { ...request, checkpoints };
}

/** A start that others wait for, too, goes on when one of them leaves. */
function untilAborted<T>(awaited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return awaited;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    awaited.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
