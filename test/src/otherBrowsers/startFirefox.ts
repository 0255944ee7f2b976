import puppeteer from 'puppeteer-core';
import { HANG, type OtherBrowser } from './OtherBrowser.js';

/** Starts an installed Firefox, which speaks WebDriver BiDi itself. */
export async function startFirefox(executablePath: string): Promise<OtherBrowser> {
  const browser = await puppeteer.launch({
    ...{ browser: 'firefox', executablePath, headless: true },
    defaultViewport: { width: 1280, height: 900 },
    ...{ timeout: HANG, protocolTimeout: HANG },
  });
  const page = await browser.newPage();
  return {
    open: (address) => page.goto(address, { timeout: HANG }),
    evaluate: <T>(script: string) => page.evaluate(`(() => {${script}})()`) as Promise<T>,
    close: () => browser.close(),
  };
}
