import type { BackendName } from './contract.js';

const NAMES: readonly string[] = ['webgl', 'wasm', 'cpu'] satisfies BackendName[];

/**
 * What computes on a page that wants to choose itself: `<meta name="deconv-backend" content="wasm">`.
 * @throws Error where it names none
 */
export function backendOfPage(): BackendName | undefined {
  // Without a document, on a server, there is no page to ask.
  if (typeof document === 'undefined') return undefined;
  const name = document.querySelector<HTMLMetaElement>('meta[name="deconv-backend"]')?.content;
  if (name === undefined || NAMES.includes(name)) return name as BackendName | undefined;
  throw new Error(
    `<meta name="deconv-backend"> says "${name}": write ${NAMES.join(' or ')}, or leave it out.`,
  );
}
