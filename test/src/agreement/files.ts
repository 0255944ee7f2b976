const inBrowser = 'window' in globalThis;

/**
 * Bytes of a file, in Node and in a browser test alike (there from the test's own server).
 * @returns undefined where there is no such file
 */
export async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!inBrowser) {
    const { existsSync, readFileSync } = await import('node:fs');
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
  }
  const response = await fetch(`/@fs${path}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

async function required(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesOf(path);
  if (!bytes) throw new Error(`there is no file ${path}`);
  return bytes;
}

export const floatsOf = async (path: string): Promise<Float32Array> =>
  new Float32Array((await required(path)).buffer);

export const integersOf = async (path: string): Promise<Int32Array> =>
  new Int32Array((await required(path)).buffer);

export const jsonOf = async <T>(path: string): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await required(path))) as T;
