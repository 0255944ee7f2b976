import { requireInside } from '@deconv/untrusted';

const EMBEDDED = /^data:image\/(?:png|webp|jpeg|gif|avif);base64,/;

/** What `isPicture` takes, in words. */
export const PICTURE =
  'the path of a picture beside the document, or a data: URL of one (PNG, WebP, JPEG, GIF or AVIF) in base64';

/**
 * Whether a picture is named in a way that a page may follow: beside the document or below it, or inside of the document.
 * Other addresses would run scripts, read a disc, tell a stranger who reads the document, or leave the style that they stand in.
 */
export function isPicture(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [kind] = EMBEDDED.exec(value) ?? [];
  if (kind) return !/[^A-Za-z0-9+/=]/.test(value.slice(kind.length));
  try {
    return requireInside(value, '') === value;
  } catch {
    return false;
  }
}
