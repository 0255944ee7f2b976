import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';

/** What is sent at an address. */
export type Content = string | Uint8Array;

export interface PageServer {
  /** `http://localhost:port` */
  origin: string;
  close(): void;
}

export interface Served {
  /** By address. */
  contents: Record<string, Content>;
  /** Folders on disk, by the beginning of the address, such as `/wasm/`. */
  folders: Record<string, string>;
  /** Gets what the page posts. */
  onPost: (path: string, body: string) => void;
}

/** Serves the benchmark's page on a free port. */
export async function pageServer(served: Served): Promise<PageServer> {
  const server = createServer((request, response) => void answer(request, response, served));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://localhost:${port}`, close };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { contents, folders, onPost }: Served,
): Promise<void> {
  const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname);
  if (request.method === 'POST') {
    onPost(path, await text(request));
    return void response.end();
  }
  const content = contents[path] ?? (await fileIn(folders, path));
  if (content === undefined) return void response.writeHead(404).end();
  response.setHeader('Content-Type', typeOf(path)).end(content);
}

async function fileIn(folders: Served['folders'], path: string): Promise<Content | undefined> {
  const found = Object.entries(folders).find(([start]) => path.startsWith(start));
  if (!found) return undefined;
  const inside = path.slice(found[0].length);
  const file = join(found[1], normalize(`/${inside}${/(^|\/)$/.test(inside) ? 'index.html' : ''}`));
  return readFile(file).catch(() => undefined);
}

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

function typeOf(path: string): string {
  if (path.endsWith('/')) return 'text/html';
  const ending = path.slice(path.lastIndexOf('.'));
  return TYPES[ending] ?? 'application/octet-stream';
}
