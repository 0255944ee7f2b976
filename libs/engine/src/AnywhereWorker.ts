import { revokeWhenHeard } from './revokeWhenHeard.js';

/** Where a server draws the page there are no workers, but this file is read. */
const BrowserWorker = (globalThis as { Worker?: typeof Worker }).Worker ?? (Object as never);

/**
 * A worker whose script may come from any origin. Browsers start workers only from the page's own; a script of another one
 * is imported by a small script that counts as the page's.
 */
export class AnywhereWorker extends BrowserWorker {
  constructor(script: URL, options: WorkerOptions) {
    const address = script.origin === location.origin ? script.href : borrowed(script);
    super(trusted(address), options);
    if (address !== script.href) revokeWhenHeard(this, address);
  }
}

function borrowed(script: URL): string {
  const text = `import ${JSON.stringify(script.href)};`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

/** What TypeScript does not know yet of trusted types. */
interface Policy {
  createScriptURL: (address: string) => string;
}
interface TrustedTypes {
  createPolicy: (name: string, policy: Policy) => Policy;
}

/** Shared with other bundles of ours: a page's policy against script injection may allow each name once only. */
const POLICIES = Symbol.for('deconv.policies');

interface Trusting {
  trustedTypes?: TrustedTypes;
  [POLICIES]?: Map<string, Policy> | undefined;
}

/** An address from which pages that require trusted types let a worker start, where they trust the policy `deconv`. */
function trusted(address: string): string {
  const page = globalThis as Trusting;
  const policies = (page[POLICIES] ??= new Map<string, Policy>());
  let policy = policies.get('script address');
  policy ??= page.trustedTypes?.createPolicy('deconv', { createScriptURL: (known) => known });
  if (policy) policies.set('script address', policy);
  return policy?.createScriptURL(address) ?? address;
}
