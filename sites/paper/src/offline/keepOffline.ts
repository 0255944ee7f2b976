import { at } from '../paths.js';

// A page that works without a network on the second visit; where a browser has no service workers, nothing is lost.
if ('serviceWorker' in navigator && import.meta.env.PROD)
  addEventListener('load', () => {
    navigator.serviceWorker.register(at('sw.js')).catch(() => undefined);
  });
