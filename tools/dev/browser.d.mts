/** Path of an installed Chromium, Chrome or Edge, or undefined. `DECONV_BROWSER` wins. */
export function browserPath(): string | undefined;
/** Launch options for Playwright that use that browser. */
export function findBrowser(): {
  executablePath?: string;
  timeout: number;
  args: string[];
};
