// Networks that whoever publishes the site put beside it: each a folder of `public/networks/`, as `deconv models add` writes one.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder may be called, since its name stands in addresses. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The file that is loaded, of which a reader downloads the weights, too. */
const MODELS = ['model.json', 'model.onnx'];
/** What a reader downloads of such a folder. */
const DOWNLOADED = /[.](json|bin|onnx)$/;

/**
 * @param {string} folder
 * @param {string} models of the networks that come with the page, whose names are taken
 * @returns {{ name: string, file: string, bytes: number, classes?: number }[]} by name; `bytes` of the files that a reader
 *   downloads, `classes` where `labels.json` names them
 * @throws Error for a folder that holds no network, or cannot be addressed
 */
export function networksBeside(folder, models) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  return names.sort().map((name) => networkIn(join(folder, name), name, models));
}

function networkIn(path, name, models) {
  if (!NAME.test(name))
    throw new Error(
      `${path}: the name stands in addresses; expected letters, digits, ".", "_" and "-"`,
    );
  if (existsSync(join(models, name)))
    throw new Error(`${path}: a network of this name comes with the page; rename the folder`);
  const files = readdirSync(path).filter((file) => DOWNLOADED.test(file));
  const file = MODELS.find((model) => files.includes(model));
  if (!file)
    throw new Error(
      `${path} holds neither ${MODELS.join(' nor ')}: put a folder there that deconv models add, import or train wrote`,
    );
  const bytes = files.reduce((sum, each) => sum + statSync(join(path, each)).size, 0);
  return { name, file, bytes, ...classesIn(join(path, 'labels.json')) };
}

/** How many classes have names. */
function classesIn(labels) {
  if (!existsSync(labels)) return {};
  try {
    return { classes: JSON.parse(readFileSync(labels, 'utf8')).length };
  } catch (cause) {
    throw new Error(`${labels} is not JSON: ${cause.message}`, { cause });
  }
}
