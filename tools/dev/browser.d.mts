/** Path of an installed Chromium, Chrome or Edge, or undefined. `DECONV_BROWSER` wins. */
export function browserPath(): string | undefined;
/** Path of an installed Firefox, or undefined. `DECONV_FIREFOX` wins. */
export function firefoxPath(): string | undefined;
export interface WebkitPaths {
  driver: string;
  display: string;
}
/** Paths of WebKitGTK's driver, which starts its small browser, and of what gives it a display; undefined without both. */
export function webkitPaths(): WebkitPaths | undefined;
/** Launch options for Playwright that use that browser. */
export function findBrowser(): {
  executablePath?: string;
  timeout: number;
  args: string[];
};
