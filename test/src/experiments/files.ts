/** Bytes of a file, from the test's own server. */
export async function bytesOf(path: string): Promise<ArrayBuffer> {
  const response = await fetch(`/@fs${path}`);
  if (!response.ok) throw new Error(`there is no file ${path}`);
  return response.arrayBuffer();
}

/** The last numbers of a file, float32. */
export async function floatsAfter(path: string, count: number): Promise<Float32Array> {
  return new Float32Array((await bytesOf(path)).slice(-4 * count));
}
