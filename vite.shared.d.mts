import type { Plugin } from 'vite';

export function namedKernels(): Plugin;
