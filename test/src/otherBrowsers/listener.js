// A page's first script: notes whatever goes wrong, since not every browser tells its driver.
globalThis.complaints = [];
const note = (...words) => globalThis.complaints.push(words.map(String).join(' '));
globalThis.addEventListener(
  'error',
  ({ message, target }) => note(message ?? `not loaded: ${target.src ?? target.href}`),
  true,
);
globalThis.addEventListener('unhandledrejection', ({ reason }) => note('unhandled', reason));
globalThis.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  note(violatedDirective, blockedURI),
);
console.error = note;
