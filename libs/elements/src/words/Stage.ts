/**
 * How far a figure is, or one of the sources it draws from: `idle` until it has all that it needs, `loading` a network or a
 * document, `computing`, `ready` once everything asked for is there, `error` where something stopped.
 */
export type Stage = 'idle' | 'loading' | 'computing' | 'ready' | 'error';
