/** Scripts that run, or have run, by their addresses. */
const scripts = new Map<string, Promise<void>>();

/**
 * What stands in the page itself, since a page that is opened from a disc may fetch nothing. Where it would make the page
 * large, the element says in `data-from` which classic script puts it there, once it is asked for.
 * @param address `#` and the id of a script of type `application/json`
 * @throws Error where there is no such element, or its script does not run
 */
export async function textInPage(address: string): Promise<string> {
  const holder = document.getElementById(address.slice(1));
  if (!holder) throw new Error(`Nothing in this page has the id ${address.slice(1)}.`);
  const { from } = holder.dataset;
  if (from) await runScript(from);
  return holder.textContent;
}

/** Runs a classic script, once however often it is asked for. @throws Error where it cannot be read */
export function runScript(address: string): Promise<void> {
  const { href } = new URL(address, document.baseURI);
  const running = scripts.get(href) ?? started(href, address);
  scripts.set(href, running);
  running.catch(() => scripts.delete(href));
  return running;
}

function started(href: string, address: string): Promise<void> {
  const script = Object.assign(document.createElement('script'), { src: href });
  document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () =>
      reject(new Error(`${address} could not be read. Does it still lie beside this page?`));
  });
}
