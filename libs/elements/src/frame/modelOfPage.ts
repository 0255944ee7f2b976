/** The model that all figures of a page may compute with: `<meta name="deconv-model" content="models/mine/">`. */
export function modelOfPage(): string | undefined {
  // Without a document, on a server, there is no page to ask.
  if (typeof document === 'undefined') return undefined;
  return document.querySelector<HTMLMetaElement>('meta[name="deconv-model"]')?.content;
}
