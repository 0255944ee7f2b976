/** The site lies below any base: models, samples and pages are found from there. */
const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** Address of a file or page of the site. @param path below the base, without a leading slash */
export function at(path: string): string {
  return BASE + path;
}
