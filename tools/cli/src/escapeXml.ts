import { visible } from '@deconv/untrusted';

/**
 * Text as it stands in XML, attributes included. Characters that XML does not know, and those that are not seen but turn text
 * around, are shown as `\u001b`: a name of a layer that holds one must not end the document.
 */
export function escapeXml(text: string): string {
  return visible(text)
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd');
}
