import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** The page's program as one script for browsers. */
export async function bundlePage(): Promise<string> {
  const entry = fileURLToPath(new URL('../page/main.js', import.meta.url));
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['es'] } },
  })) as Rolldown.RolldownOutput[];
  return made[0]!.output[0].code;
}
