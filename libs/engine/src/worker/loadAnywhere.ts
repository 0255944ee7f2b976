import { loadModel, readModel, type LoadOptions, type Model } from '@deconv/models';

/** Loads a model from its folder's address, or from files of the reader's (`addressOfFiles`). */
export async function loadAnywhere(url: string, options: LoadOptions): Promise<Model> {
  if (!url.startsWith('blob:')) return loadModel(url, options);
  const { signal } = options;
  const response = await fetch(url, { signal: signal ?? null });
  const addresses = (await response.json()) as Record<string, string>;
  const modelFile = modelFileOf(Object.keys(addresses));
  return readModel(async (name) => bytesOf(addresses[baseName(name)]), { ...options, modelFile });
}

/** Chosen files come without their folders. */
const baseName = (path: string): string => path.split('/').at(-1)!;

function modelFileOf(names: string[]): string {
  const found = names.find((name) => name === 'model.json') ?? names.find(isTopology);
  if (found) return found;
  throw new Error(
    `No model.json among ${names.join(', ')}: choose it together with its weights, and with preprocess.json and labels.json where there are.`,
  );
}

const isTopology = (name: string): boolean =>
  name.endsWith('.json') && !['preprocess.json', 'labels.json'].includes(name);

async function bytesOf(address: string | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return address === undefined
    ? undefined
    : new Uint8Array(await (await fetch(address)).arrayBuffer());
}
