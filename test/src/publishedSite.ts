import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServiceWorker } from '../../sites/paper/integrations/offline.mjs';
import { type StaticServer, staticServer } from './staticServer.js';

/** A built site at an address where another version of it can be published, which replaces every file. */
export interface PublishedSite {
  server: StaticServer;
  /** Publishes another version: scripts have other names, and the title ends in the given words. */
  publish: (mark: string) => Promise<void>;
  close: () => void;
}

/** Serves a copy of a built site. */
export async function publishedSite(built: string): Promise<PublishedSite> {
  const home = mkdtempSync(join(tmpdir(), 'deconv-published-'));
  const served = join(home, 'served');
  symlinkSync(built, served);
  const server = await staticServer(served);
  return {
    server,
    publish: async (mark) => {
      const folder = join(home, mark);
      cpSync(built, folder, { recursive: true });
      renameScripts(folder, mark);
      await writeServiceWorker(folder, '/');
      symlinkSync(folder, `${served}.next`);
      renameSync(`${served}.next`, served);
    },
    close: () => {
      server.close();
      rmSync(home, { recursive: true });
    },
  };
}

/** As a build does where any line of a script has changed. */
function renameScripts(folder: string, mark: string): void {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const scripts = all
    .filter((path) => /^_astro\/[^/]+\.js$/.test(path))
    .map((path) => path.slice('_astro/'.length));
  for (const path of all.filter((name) => /\.(html|js)$/.test(name))) {
    let text = readFileSync(join(folder, path), 'utf8');
    for (const name of scripts) text = text.replaceAll(name, renamed(name, mark));
    writeFileSync(join(folder, path), text.replace('</title>', ` ${mark}</title>`));
  }
  for (const name of scripts)
    renameSync(join(folder, '_astro', name), join(folder, '_astro', renamed(name, mark)));
}

const renamed = (name: string, mark: string): string => name.replace(/\.js$/, `-${mark}.js`);
