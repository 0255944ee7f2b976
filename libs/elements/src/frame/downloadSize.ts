/** Bytes of one number, by its type in a `model.json`. */
const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

interface Weight {
  shape: number[];
  dtype: string;
  quantization?: { dtype: string };
}

/**
 * How many bytes of weights a model has, by its `model.json` alone; of an ONNX file, by what its server says of it.
 * @returns undefined where it does not say, or nothing that can be; 0 where its files are in the page already (`addressOfFiles`)
 */
export async function downloadSize(
  model: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const address = new URL(model, document.baseURI);
  if (address.protocol === 'files:') return 0;
  // Which of a repository's files are the model is for the engine to find, and where a known network is.
  if (!/^https?:$/.test(address.protocol)) return undefined;
  return /[.]onnx$/.test(address.pathname) ? lengthOf(address, signal) : weightsOf(address, signal);
}

async function lengthOf(file: URL, signal: AbortSignal): Promise<number | undefined> {
  const { ok, headers } = await fetch(file, { method: 'HEAD', signal });
  // Packed, it is another number than that of the bytes that are read.
  const length = headers.has('Content-Encoding') ? null : headers.get('Content-Length');
  return ok && length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

async function weightsOf(folder: URL, signal: AbortSignal): Promise<number | undefined> {
  const address = /[.]json$/.test(folder.pathname)
    ? folder
    : new URL('model.json', folder.href.replace(/\/?$/, '/'));
  const response = await fetch(address, { signal });
  if (!response.ok) return undefined;
  const { weightsManifest = [] } = (await response.json()) as {
    weightsManifest?: { weights: Weight[] }[];
  };
  const sizes = weightsManifest.flatMap(({ weights }) => weights.map(sizeOf));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.length && Number.isSafeInteger(bytes) ? bytes : undefined;
}

function sizeOf({ shape, dtype, quantization }: Weight): number {
  const count = shape.reduce((product, side) => product * side, 1);
  return count * (BYTES[quantization?.dtype ?? dtype] ?? 0);
}
