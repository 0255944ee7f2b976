import { visibleName } from '@deconv/untrusted';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * How commands are told that ran here: as they can be pasted into a shell, in the folder in which this one was run. A file or
 * folder outside of it that was named by its absolute path is told by a variable, for whoever reads a report need not know
 * its author's folders.
 * @param named files and folders as they were named
 */
export function commandTeller(named: readonly string[]): (args: readonly string[]) => string {
  const places = named.filter((path) => isFar(path) || isUrl(path));
  const variables = variablesOf([...new Set(places)]);
  const told = (arg: string): string => {
    const root = places.find((place) => arg === place || arg.startsWith(withSlash(place)));
    if (root !== undefined)
      return `"$${variables.get(root)!}"${arg === root ? '' : quoted(`/${arg.slice(withSlash(root).length)}`)}`;
    const near = named.some((path) => isAbsolute(path) && isInside(arg, path));
    return quoted(near ? relative('.', arg) || '.' : arg);
  };
  return (args) => ['deconv', ...args.map(told)].join(' ');
}

/** An absolute path that leads out of the folder one stands in. */
const isFar = (path: string): boolean => isAbsolute(path) && !isInside(path, process.cwd());

/** Whoever may read an address by what it holds, a name, a key or a token, does not hand this on. */
const isUrl = (path: string): boolean => /^https?:\/\/([^/]*@|.*[?#])/.test(path);

const isInside = (path: string, folder: string): boolean =>
  isAbsolute(path) && !relative(resolve(folder), path).split(sep).includes('..');

const withSlash = (place: string): string => place.replace(/[/\\]*$/, '/');

/** A name for each place that says what it is the place of. */
function variablesOf(places: readonly string[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const place of places) {
    const path = place.replace(/[?#].*$/, '');
    const file = basename(path);
    const word = (/^model\.(json|onnx)$/.test(file) ? basename(dirname(path)) : file)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_');
    const taken = new Set(variables.values());
    let name = `PLACE_OF_${word}`;
    for (let count = 2; taken.has(name); count++) name = `PLACE_OF_${word}_${count}`;
    variables.set(place, name);
  }
  return variables;
}

/** For a POSIX shell; what no shell shows is written as bash and zsh read it. */
function quoted(arg: string): string {
  if (/^[\w./:,=@%+-]+$/.test(arg)) return arg;
  if (visibleName(arg) !== arg) return `$'${visibleName(arg.replace(/[\\']/g, '\\$&'))}'`;
  return `'${arg.replaceAll("'", `'\\''`)}'`;
}
