import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Builder } from 'selenium-webdriver';
import type { WebkitPaths } from '../../../tools/dev/browser.mjs';
import { HANG, type OtherBrowser } from './OtherBrowser.js';

/** Starts an installed WebKitGTK by its driver, on a display of its own. */
export async function startWebkit({ driver, display }: WebkitPaths): Promise<OtherBrowser> {
  const port = await freePort();
  const args = ['--auto-servernum', driver, '--host=127.0.0.1', `--port=${port}`];
  // A group of its own: told to end alone, xvfb-run leaves its display behind.
  const started = spawn(display, args, { stdio: 'ignore', detached: true });
  const end = (): void => {
    // Where it has ended by itself there is nothing to end.
    if (started.pid !== undefined && started.exitCode === null) process.kill(-started.pid);
  };
  const given = new AbortController();
  const connected = connect(`http://127.0.0.1:${port}`, { end, signal: given.signal });
  try {
    return await Promise.race([connected, ended(started)]);
  } catch (error) {
    given.abort(error);
    end();
    throw error;
  }
}

async function ended(driver: ChildProcess): Promise<never> {
  const [code] = (await once(driver, 'exit')) as [number | null];
  throw new Error(`WebKitWebDriver ended with exit code ${code}`);
}

async function connect(
  driver: string,
  { end, signal }: { end: () => void; signal: AbortSignal },
): Promise<OtherBrowser> {
  const answers = () =>
    fetch(`${driver}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) signal.throwIfAborted();
  const window = await new Builder()
    .usingServer(driver)
    .withCapabilities({ browserName: 'MiniBrowser' })
    .build();
  await window.manage().setTimeouts({ script: HANG, pageLoad: HANG });
  await window.manage().window().setRect({ width: 1280, height: 900, x: 0, y: 0 });
  return {
    open: (address) => window.get(address),
    evaluate: <T>(script: string) => window.executeScript<T>(script),
    close: () => window.quit().finally(end),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
