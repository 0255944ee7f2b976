// Finds the browsers on this machine. Plain JavaScript: it also runs before anything is installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of an installed Chromium, Chrome or Edge, or undefined. `DECONV_BROWSER` wins. */
export function browserPath() {
  return pathOf([process.env.DECONV_BROWSER], NAMES, PLACES);
}

/** Path of an installed Firefox, or undefined. `DECONV_FIREFOX` wins. */
export function firefoxPath() {
  const places = [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ];
  return pathOf([process.env.DECONV_FIREFOX], ['firefox-esr', 'firefox'], places);
}

/** Paths of WebKitGTK's driver, which starts its small browser, and of what gives it a display; undefined without both. */
export function webkitPaths() {
  const driver = pathOf([], ['WebKitWebDriver'], []);
  const display = pathOf([], ['xvfb-run'], []);
  return driver && display ? { driver, display } : undefined;
}

/** The first that is there: of what was wished, of programs on the path, of places. */
function pathOf(wished, names, places) {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...wished, ...onPath, ...places].find((path) => path && existsSync(path));
}

/** Launch options for Playwright that use that browser. */
export function findBrowser() {
  return {
    executablePath: browserPath(),
    // Only a browser that hangs takes longer; on a loaded machine it may take many times the usual 30 seconds.
    timeout: 300_000,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-unsafe-swiftshader',
    ],
  };
}
