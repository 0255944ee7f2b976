/**
 * Where networks named `hf:owner/name` come from on a page that says so: `<meta name="deconv-hub" content="https://…">`, for
 * those who cannot reach huggingface.co, or keep a mirror.
 */
export function hubOfPage(): string | undefined {
  // Without a document, on a server, there is no page to ask.
  if (typeof document === 'undefined') return undefined;
  return document.querySelector<HTMLMetaElement>('meta[name="deconv-hub"]')?.content;
}
