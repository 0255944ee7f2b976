import { isAbsolute } from 'node:path';
import { nameOf } from '../nameOf.js';

/** So many arguments of a command are told; of more, most are images. */
const TOLD = 40;

/**
 * A command as a user would type it; where it names many images, `IMAGES` stands for them.
 * @param shorten says how a path is told: whoever reads a report need not know its author's folders
 */
export function commandLine(
  args: readonly string[],
  images: ReadonlySet<string>,
  shorten: (path: string) => string = (path) => path,
): string {
  const told = (arg: string): string => {
    if (images.has(arg)) return args.length > TOLD ? 'IMAGES' : quoted(shorten(arg));
    return quoted(isAbsolute(arg) ? nameOf(arg) : arg);
  };
  const words = args.map(told);
  return ['deconv', ...words].join(' ').replace(/((?:--images )?IMAGES)( \1)+/g, '$1');
}

/** For a POSIX shell. */
const quoted = (arg: string): string =>
  /^[\w./:,=@%+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
