/**
 * What the page's Content-Security-Policy allows: scripts of this site only, none of them inline; WebAssembly, and workers,
 * which compute. Networks and photos come from wherever the reader says.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // Formulas are set by style attributes, and so are charts.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' https: http: data: blob:",
  "connect-src 'self' https: http: data: blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
