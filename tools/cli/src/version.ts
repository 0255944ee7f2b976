import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** Of the command. */
export const DECONV_VERSION = version;
