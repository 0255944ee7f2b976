import type { Page } from 'playwright';

/** Puts scripts into a page as a name in somebody's file might. @returns which of them ran */
export function injectScripts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const ran: string[] = [];
    Object.assign(globalThis, { ran });
    const script = document.createElement('script');
    script.textContent = "ran.push('a script')";
    const picture = document.createElement('img');
    const failed = new Promise((resolve) => (picture.onerror = resolve));
    picture.src = 'data:,';
    picture.setAttribute('onload', "ran.push('a handler')");
    const link = document.createElement('a');
    link.href = "javascript:ran.push('a link')";
    link.setAttribute('onclick', "ran.push('a click')");
    document.body.append(script, picture, link);
    link.click();
    await failed;
    for (const made of [script, picture, link]) made.remove();
    return ran;
  });
}
