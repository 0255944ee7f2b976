import { visible } from '@deconv/untrusted';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FolderLock } from '../lock/FolderLock.js';

const BIN = fileURLToPath(new URL('../../bin/deconv.js', import.meta.url));

/**
 * Runs a command of ours in a process of its own, whose memory is free again afterwards. It ends where this one does (see
 * `endWithParent`), and until then holds the folder that it writes to. Its progress goes to stderr.
 * @param lock of the folder
 * @returns what it prints; also where some images could not be read
 * @throws Error where it prints nothing and fails, with the reason that it gives; the signal's reason when it is aborted
 */
export async function runCommand(
  args: readonly string[],
  { signal, lock }: { signal: AbortSignal; lock: FolderLock },
): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [BIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const included = child.pid === undefined ? undefined : lock.include(child.pid);
  let [stdout, stderr] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (!text.startsWith('deconv ')) process.stderr.write(visible(text));
  });
  const interrupt = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', interrupt);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => signal.removeEventListener('abort', interrupt));
  await (
    await included
  )?.();
  signal.throwIfAborted();
  // One that was ended in the midst of printing has printed nothing.
  if (code === 0 || (code !== null && stdout.trim())) return stdout;
  // What it says of itself comes last; a crash says something else.
  const said = stderr.slice(Math.max(0, stderr.lastIndexOf(`deconv ${args[0]}: `))).trim();
  const ended = `deconv ${args[0]} ended with ${code ?? child.signalCode}`;
  throw new Error(said.length > 0 ? said : ended);
}
