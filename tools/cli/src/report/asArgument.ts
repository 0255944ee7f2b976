/** A path that a command takes for no option, whatever the file is called. */
export const asArgument = (path: string): string => (path.startsWith('-') ? `./${path}` : path);
