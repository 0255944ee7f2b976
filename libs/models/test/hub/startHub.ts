import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A repository on a hub of a test's own. */
export interface Repository {
  files: Readonly<Record<string, string | Uint8Array>>;
  /** Only who shows this token gets its files. */
  token?: string;
  /** Branches and tags besides `main`, all of them at the same commit. */
  revisions?: string[];
}

/** What the storage does with a file in LFS instead of sending it. */
export type Fault = 'pointer' | 'short' | 'cut' | 'other' | 'rate' | 'busy';

export interface Asked {
  host: 'hub' | 'storage';
  path: string;
  range?: string | undefined;
  authorization?: string | undefined;
}

/** Files whose names end so are in LFS, as the Hub's `.gitattributes` has them. */
const IN_LFS = /\.(onnx|bin|onnx_data)$/;
const ANYONE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag,X-Repo-Commit,X-Linked-Size,Location',
};

/**
 * Answers as huggingface.co does: `/api/models/…/revision/…?blobs=true` lists a repository, `/…/resolve/COMMIT/…` gives a file,
 * and sends on to a storage at another host for those in LFS, which knows ranges and ETags.
 */
export async function startHub(repositories: Readonly<Record<string, Repository>>) {
  const asked: Asked[] = [];
  const faults = new Map<string, Fault>();
  /** Awaited before a connection is cut. */
  const hooks = { beforeCut: (): Promise<unknown> => Promise.resolve() };
  const find = (name: string) =>
    Object.hasOwn(repositories, name) ? repositories[name] : undefined;
  const note = (host: Asked['host'], { url, headers }: IncomingMessage) =>
    asked.push({ host, path: url!, range: headers.range, authorization: headers.authorization });
  const storage = createServer((request, response) => {
    note('storage', request);
    const [, owner, name, ...rest] = new URL(request.url!, 'http://storage').pathname.split('/');
    const path = rest.map(decodeURIComponent).join('/');
    const content = bytesOf(find(`${owner}/${name}`)!.files[path]!);
    send(request, response, content, faults.get(path), hooks);
  });
  const storageOrigin = await listen(storage, '127.0.0.1');
  const hub = createServer((request, response) => {
    note('hub', request);
    answer(request, response, find, storageOrigin);
  });
  const endpoint = await listen(hub, 'localhost');
  const close = (): void => {
    for (const server of [hub, storage]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { endpoint, asked, faults, hooks, close };
}

/** The commit that a repository is at. */
export const commitOf = ({ files }: Repository): string =>
  createHash('sha1')
    .update(
      JSON.stringify(
        Object.entries(files).map(([path, content]) => [path, gitOf(bytesOf(content))]),
      ),
    )
    .digest('hex');

async function listen(server: Server, host: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

function answer(
  { url, headers }: IncomingMessage,
  response: ServerResponse,
  find: (name: string) => Repository | undefined,
  storage: string,
): void {
  const { pathname, searchParams } = new URL(url!, 'http://hub');
  const refuse = (status: number, error: string) =>
    response
      .writeHead(status, { ...ANYONE, 'Content-Type': 'application/json' })
      .end(JSON.stringify({ error }));
  const [, listed, revision] =
    /^\/api\/models\/([^/]+\/[^/]+)\/revision\/([^/]+)$/.exec(pathname) ?? [];
  const [, resolved, commit, path] =
    /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const name = listed ?? resolved ?? '';
  const repository = find(name);
  if (!repository) return void refuse(401, 'Invalid username or password.');
  const known = ['main', commitOf(repository), ...(repository.revisions ?? [])];
  if (!known.includes(decodeURIComponent(revision ?? commit!)))
    return void refuse(404, 'Invalid rev id');
  if (listed) {
    const blobs = searchParams.get('blobs') === 'true';
    response.writeHead(200, { ...ANYONE, 'Content-Type': 'application/json' });
    return void response.end(JSON.stringify(listing(name, repository, blobs)));
  }
  if (repository.token && headers.authorization !== `Bearer ${repository.token}`)
    return void refuse(401, `Access to model ${name} is restricted.`);
  const file = path!.split('/').map(decodeURIComponent).join('/');
  const content = repository.files[file];
  if (content === undefined) return void refuse(404, 'Entry not found');
  const tag = { ETag: `"${gitOf(bytesOf(content))}"`, 'X-Repo-Commit': commitOf(repository) };
  if (!IN_LFS.test(file)) return void response.writeHead(200, { ...ANYONE, ...tag }).end(content);
  const location = `${storage}/${name}/${path}?X-Signature=abc`;
  response.writeHead(302, { ...ANYONE, ...tag, Location: location }).end('Found. Redirecting');
}

function listing(id: string, repository: Repository, blobs: boolean) {
  const siblings = Object.entries(repository.files).map(([rfilename, given]) => {
    const content = bytesOf(given);
    if (!blobs) return { rfilename };
    if (!IN_LFS.test(rfilename)) return { rfilename, size: content.length, blobId: gitOf(content) };
    const pointer = pointerOf(content);
    const lfs = { sha256: sha256Of(content), size: content.length, pointerSize: pointer.length };
    return { rfilename, size: content.length, blobId: gitOf(pointer), lfs };
  });
  return {
    _id: '0',
    id,
    modelId: id,
    private: false,
    gated: repository.token ? 'manual' : false,
    sha: commitOf(repository),
    siblings,
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  fault: Fault | undefined,
  hooks: { beforeCut: () => Promise<unknown> },
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const ETag = `"${sha256Of(content)}"`;
  if (fault === 'rate')
    return void response.writeHead(429, { ...ANYONE, 'Retry-After': '30' }).end();
  if (fault === 'busy') return void response.writeHead(503, ANYONE).end();
  if (fault === 'pointer') return void response.writeHead(200, ANYONE).end(pointerOf(content));
  if (fault === 'short')
    return void response
      .writeHead(200, { ...ANYONE, 'Content-Length': content.length - 5 })
      .end(content.subarray(0, -5));
  if (fault === 'other')
    return void response.writeHead(200, ANYONE).end(content.map((byte) => byte ^ 1));
  const rest = content.subarray(from);
  const ranged = { 'Content-Range': `bytes ${from}-${content.length - 1}/${content.length}` };
  const head = { ...ANYONE, ETag, 'Accept-Ranges': 'bytes', 'Content-Length': rest.length };
  response.writeHead(from ? 206 : 200, from ? { ...head, ...ranged } : head);
  if (fault === 'cut') {
    response.write(rest.subarray(0, rest.length / 2));
    void hooks.beforeCut().then(() => response.destroy());
  } else response.end(rest);
}

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as Uint8Array);
const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
/** Git's name for a file, as `git hash-object` has it. */
const gitOf = (content: Buffer): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
const pointerOf = (content: Buffer): Buffer =>
  Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Of(content)}\nsize ${content.length}\n`,
  );
