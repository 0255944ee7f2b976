import { HUB, type Hub } from '@deconv/models/hub';

// Named as Python's huggingface_hub names them, and meant alike.

/** Where the Hub is, and who asks. */
export const hubOfUser = (): Hub => ({
  endpoint: setting('HF_ENDPOINT') ?? HUB,
  token: setting('HF_TOKEN'),
});

/** What the environment says; an empty one says nothing. */
function setting(name: string): string | undefined {
  const said = process.env[name]?.trim();
  return said === '' ? undefined : said;
}

/** Whether only what is in the cache may be read. */
export const isOffline = (): boolean =>
  ['1', 'ON', 'YES', 'TRUE'].includes(setting('HF_HUB_OFFLINE')?.toUpperCase() ?? '');
