import type { AstroIntegration } from 'astro';

export function offline(): AstroIntegration;
export function writeServiceWorker(folder: string, base: string): Promise<unknown[]>;
