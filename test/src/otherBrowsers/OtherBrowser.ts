/** Milliseconds after which a page or a script hangs. */
export const HANG = 600_000;

/** What the tests ask of a browser that is no Chromium. Its window is 1280 pixels wide. */
export interface OtherBrowser {
  /** Opens an address in place of what was open. */
  open: (address: string) => Promise<unknown>;
  /** Runs a script's text in the page. @returns what it returns, which JSON can hold */
  evaluate: <T>(script: string) => Promise<T>;
  close: () => Promise<void>;
}
