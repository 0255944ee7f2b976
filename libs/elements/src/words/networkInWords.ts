/** A network and how to tell it from others of its name: `zfnet-photo (4747cf26)`. */
export function networkInWords({
  name,
  fingerprint,
}: {
  name: string;
  fingerprint: string;
}): string {
  return `${name} (${fingerprint.slice(0, 8)})`;
}
