/**
 * What may be behind a request that failed without an answer, of which browsers say no more than "Failed to fetch".
 * @param page origin of the page that asked; undefined where no page did
 */
export function whyUnreached(address: URL, page: string | undefined): string {
  if (page === undefined || !/^https?:$/.test(address.protocol) || address.origin === page)
    return 'Is the address right, and are you online?';
  return `Is the address right, and are you online? If so, ${address.origin} does not let pages of other origins read it: its answers must carry the header Access-Control-Allow-Origin.`;
}
