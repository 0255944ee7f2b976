import { addressOfFiles, createEngineOf, serve } from '@deconv/engine/inOneScript';

// The page runs this script for an engine; the worker that it starts runs it to compute.
if (typeof document === 'undefined') serve();

export { addressOfFiles, createEngineOf };
