import { fetchJson } from '../../parts/fetching/fetchJson.js';
import { isText, leads, requireList } from '../../parts/fetching/requireList.js';

/** A network at a point of its training. */
export interface Checkpoint {
  name: string;
  url: string;
}

/**
 * Checkpoints by what an attribute says: names of folders beside the model, or the address of a list.
 * @throws Error where a list cannot be read
 */
export async function loadCheckpoints(
  said: string,
  model: string,
  signal: AbortSignal,
): Promise<Checkpoint[]> {
  const names = said.trim().split(/\s+/);
  if (names.length === 1 && /^data:|[.]json$/.test(said.trim()))
    return loadList(said.trim(), signal);
  const folder = new URL(model.replace(/(model[.]json|\/)?$/, '/'), document.baseURI);
  return names.map((name) => {
    const path = name.includes('/') ? name : `epochs/${name}`;
    return {
      name: path.replace(/\/$/, '').split('/').at(-1)!,
      url: new URL(path.replace(/\/?$/, '/'), folder).href,
    };
  });
}

async function loadList(list: string, signal: AbortSignal): Promise<Checkpoint[]> {
  const { json, address } = await fetchJson('The checkpoints', list, signal);
  const checkpoints = requireList<Checkpoint>(
    json,
    ({ name, url }) => isText(name) && leads(url, address),
    { said: `The checkpoints at ${list}`, form: '[{ "name": "1", "url": "epochs/1/" }]' },
  );
  return checkpoints.map(({ name, url }) => ({ name, url: new URL(url, address).href }));
}
