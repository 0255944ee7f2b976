import { progress } from './progress.js';

/** `98.1 MB`. */
export const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Says on stderr how many megabytes have come, each once. */
export function megabyteProgress(total: number): (bytes: number) => void {
  const whole = (bytes: number): number => Math.floor(bytes / 1e6);
  const report = progress(whole(total), 'MB');
  let last = -1;
  return (bytes) => {
    if (whole(bytes) !== last) report((last = whole(bytes)));
  };
}
