import { requireWhole, type Model } from '@deconv/models';

/** @throws Error that says which layers keep the model from answering */
export function requireAnswer({ network, layers }: Model): void {
  try {
    requireWhole(network, layers);
  } catch (cause) {
    throw new Error(
      `the model's answer cannot be computed: ${(cause as Error).message}; inspect lists all layers`,
      { cause },
    );
  }
}

/** @throws Error for a layer that cannot be projected, and why; RangeError for a name that is no layer */
export function requireProjectable({ network, layers }: Model, name: string): void {
  const report = layers.find((layer) => layer.name === name);
  if (report?.problem !== undefined)
    throw new Error(`layer "${name}" (${report.kind}) cannot be projected: ${report.problem}`);
  network.indexOf(name);
}
