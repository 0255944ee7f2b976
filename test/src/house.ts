import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Writes a small repository for a check to find fault with: texts by path. @returns its folder, for the caller to remove */
export function buildHouse(files: Record<string, string>): string {
  const house = realpathSync(mkdtempSync(join(tmpdir(), 'house-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  return house;
}

export interface Inspection {
  status: number | null;
  report: string;
}

/** Runs an installed tool in another repository. @param tool its script, below node_modules */
export function runIn(house: string, tool: string, args: string[]): Inspection {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', tool), ...args],
    { cwd: house, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' }, encoding: 'utf8' },
  );
  return { status, report: stdout + stderr };
}
