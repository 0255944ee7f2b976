import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Elements that only ours are made of. A page's tags say nothing of them. */
const INNER = /\bdeconv-(?:pixels|sketch)\b/g;
/** What lit makes when it is read. */
const POLICY = /(\w+)\.createPolicy\("lit-html",(\{createHTML:[^}]*\})\)/;

/**
 * Lets bundles of several versions stand on one page. Inner elements are named by what the sources hold, so that each version
 * has its own; and what makes HTML a trusted type is shared, since a page may allow its name once only.
 * @param sources folder of the elements' sources
 */
export function besideOthers(sources: string): Plugin {
  const version = versionOf(sources);
  return {
    name: 'beside-others',
    transform(code, id) {
      if (id.startsWith(sources)) return code.replaceAll(INNER, `$&-${version}`);
      if (!id.endsWith('/lit-html/lit-html.js')) return undefined;
      if (!POLICY.test(code)) this.error('lit-html makes its policy in another way than it did');
      return code.replace(POLICY, (_, types: string, rules: string) => sharedPolicy(types, rules));
    },
  };
}

/** The policy that a bundle of ours made already; else a new one, by another name where the page itself made lit’s. */
const sharedPolicy = (types: string, rules: string): string =>
  `(globalThis[Symbol.for("deconv.policies")]??=new Map).get("html")??(()=>{` +
  `for(const name of["lit-html","deconv-html"])try{` +
  `const made=${types}.createPolicy(name,${rules});` +
  `globalThis[Symbol.for("deconv.policies")].set("html",made);return made}catch{}})()`;

function versionOf(sources: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((each) => each.endsWith('.ts')))
    hash.update(name).update(readFileSync(join(sources, name)));
  return hash.digest('hex').slice(0, 8);
}
