/** So many arguments of a command are told; of more, most are images. */
const TOLD = 40;

/** A command as a user would type it; where it names many images, `IMAGES` stands for them. */
export function commandLine(args: readonly string[], images: ReadonlySet<string>): string {
  const words = args.map((arg) => (args.length > TOLD && images.has(arg) ? 'IMAGES' : quoted(arg)));
  return ['deconv', ...words].join(' ').replace(/((?:--images )?IMAGES)( \1)+/g, '$1');
}

/** For a POSIX shell. */
const quoted = (arg: string): string =>
  /^[\w./:,=@%+-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;
