/**
 * Threads and commands that a command starts look at the same commit, even if a branch moves meanwhile, so it stands where they
 * inherit it: `hf:owner/name=COMMIT`, one after the other.
 */
const VARIABLE = 'DECONV_HUB_COMMITS';

/** The commit that this command, or the one that started it, found at an address. */
export const pinnedCommit = (source: string): string | undefined =>
  pins().find(([name]) => name === source)?.[1];

export function pinCommit(source: string, commit: string): void {
  const others = pins().filter(([name]) => name !== source);
  process.env[VARIABLE] = [...others, [source, commit]].map((pin) => pin.join('=')).join(' ');
}

const pins = (): [source: string, commit: string][] =>
  [...(process.env[VARIABLE] ?? '').matchAll(/(\S+)=([0-9a-f]{40})(?= |$)/g)].map(
    ([, source, commit]) => [source!, commit!],
  );
