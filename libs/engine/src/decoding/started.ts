/** What the worker says when it can be asked. */
export const STARTED = 'deconv decodes';
