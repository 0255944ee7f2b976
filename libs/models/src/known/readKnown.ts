import { Allowance } from '../Allowance.js';
import { fetchFile, type OnBytes } from '../fetchFile.js';
import type { ReadWith } from '../hub/readHub.js';
import type { LoadOptions, Model } from '../Model.js';
import type { ReadFile } from '../modelFiles.js';
import { keepCopy, keptCopy } from './keptCopy.js';
import type { KnownModel } from './knownModels.js';
import { requireKnown } from './requireKnown.js';

const MODEL = 'model.onnx';

/**
 * Reads a known network from the first of its addresses that has it, held against its size and checksum. Its preprocessing and
 * the names of its classes are known beforehand.
 * @param readModel reads the model from its files
 * @throws Error that names every address and what was wrong there; the signal's reason where it was aborted
 */
export function readKnown(
  known: KnownModel,
  options: LoadOptions,
  readModel: ReadWith,
): Promise<Model> {
  return readModel(readerOf(known, options), { ...options, modelFile: MODEL });
}

function readerOf(known: KnownModel, options: LoadOptions): ReadFile {
  const beside = new Map<string, unknown>([
    ['preprocess.json', known.preprocess],
    ['labels.json', known.labels],
  ]);
  return async (name, onBytes) => {
    if (name === MODEL) return fetchKnown(known, options, onBytes);
    return beside.has(name)
      ? new TextEncoder().encode(JSON.stringify(beside.get(name)))
      : undefined;
  };
}

/** What the reader kept of it, or what the first address sends that has it, which is then kept. */
async function fetchKnown(
  known: KnownModel,
  options: LoadOptions,
  onBytes?: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const { name, addresses, bytes } = known;
  const { allowance = new Allowance(), signal } = options;
  // Told before anything is sent.
  allowance.require(bytes);
  const kept = await keptCopy(known);
  if (kept) return kept;
  const faults: string[] = [];
  for (const address of addresses) {
    const { host } = new URL(address);
    options.onProgress?.(0, `downloading ${name}, ${(bytes / 1e6).toFixed(1)} MB, from ${host}`);
    try {
      const content = await fetchFile(new URL(address), {
        ...options,
        ...(onBytes && { onBytes: (read) => onBytes(read, bytes) }),
      });
      if (!content) throw new Error(`${address}: there is no such file any more (404)`);
      requireKnown(known, address, content);
      await keepCopy(known, content);
      return content;
    } catch (error) {
      signal?.throwIfAborted();
      faults.push((error as Error).message);
    }
  }
  throw new Error(`${name} cannot be downloaded: ${faults.join('; ')}`);
}
