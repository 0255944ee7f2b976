import type { Random } from '@deconv/datasets';
import { fakeEngine } from '@deconv/engine/fake';
import type { Input, Seed } from './Kind.js';
import { changeJson, decode, json } from './modelFolder.js';

const FILE = 'results.json';

/** One document of results as a seed. */
export const documentSeed = (name: string, document: unknown): Seed => ({
  name,
  files: { [FILE]: json(document) },
});

/** What an engine answers, made up. */
export async function computedDocuments(): Promise<Seed[]> {
  const engine = fakeEngine();
  const { id } = await engine.loadModel('models/made-up/');
  const data = new Uint8ClampedArray(4 * 64);
  const image = { name: 'dog.png', picture: { width: 8, height: 8, data } };
  const images = [image];
  const documents = [
    await engine.run(id, { probe: 'top', images, layers: ['conv1'], k: 2 }),
    await engine.run(id, { probe: 'occlude', image }),
    await engine.run(id, { probe: 'invariance', images, transform: 'rotate' }),
    await engine.run(id, { probe: 'diagnose' }),
  ];
  return documents.map((document) =>
    documentSeed(`${document.probe}, made up`, withPixels(document)),
  );
}

/** A picture that no browser takes long to draw. */
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/** Made-up pictures hold all their pixels, which make a document long and change nothing here. */
function withPixels(document: unknown): unknown {
  const pixel = (_: string, value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('data:') ? PIXEL : value;
  return JSON.parse(JSON.stringify(document, pixel));
}

const change = changeJson(
  /\/(options|grid|clean|unit|score|maps|layers|spectrum|steps|cells|measures|parts|runs|classes)(\/|$)/,
);

/** Changes a document. */
export function mutateDocument({ name, files }: Seed, random: Random): Input {
  const { bytes, changes } = change(files[FILE]!, random);
  return { seed: name, files: { [FILE]: bytes }, changes };
}

/** The text of a document, and the probe that its seed is of. */
export function documentIn({ files }: Pick<Input, 'files'>): string {
  return decode(files[FILE]!);
}
