import { isAbsolute, relative, resolve } from 'node:path';

/** Names images as readers should see them: from the folder on that was named. */
export function shortener(folders: readonly string[]): (image: string) => string {
  return (image) => {
    for (const folder of folders) {
      const path = relative(resolve(folder), resolve(image));
      if (path && !path.startsWith('..') && !isAbsolute(path)) return path;
    }
    return image.split(/[/\\]/).at(-1)!;
  };
}
