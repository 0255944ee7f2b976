import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command's file. */
export const BIN = fileURLToPath(new URL('../bin/deconv.js', import.meta.url));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command line in a process of its own, as a user starts it; it runs the build. */
export const start = (...args: string[]) => startWith({}, ...args);

/**
 * The same, otherwise.
 * @param stdout descriptor of a file for its results
 * @param cwd folder to run in
 */
export function startWith(
  { stdout = 'pipe', cwd }: { stdout?: 'pipe' | number; cwd?: string },
  ...args: string[]
) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ['ignore', stdout, 'pipe'] });
  const run: Run = { code: null, stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (run[name] += text));
  const finished = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...run, code }));
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      child.stderr!.on('data', () => run.stderr.includes(text) && resolve());
      child.on('close', () => reject(new Error(`ended without "${text}": ${run.stderr}`)));
    });
  const end = (signal: NodeJS.Signals) => child.kill(signal);
  /** Reads no more of what it prints, as `head` does when it has enough. */
  const leave = (name: 'stdout' | 'stderr') => void child[name]?.destroy();
  const signals = { end, interrupt: () => end('SIGINT'), kill: () => end('SIGKILL') };
  return { finished, says, ...signals, leave };
}
