import type { Engine, LayerSummary, ModelSummary, ProbeRequest } from '@deconv/engine';
import type { Results } from '@deconv/results';
import { liveEngine } from './liveEngine.js';

const layersOf = (names: string[], channels: number): LayerSummary[] =>
  names.map((name) => ({
    ...{ name, kind: 'Conv2D', height: 4, width: 4, channels },
    receptiveField: { size: 4, stride: 3, offset: 0 },
  }));

/** The small one has fewer layers, maps and classes. */
const NETWORKS = {
  large: { classes: 1000, layers: layersOf(['conv1', 'conv5', 'conv9'], 64) },
  small: { classes: 3, layers: layersOf(['conv1', 'conv5'], 16) },
};

/** Names of its networks, each the last folder of its address. */
export type Network = keyof typeof NETWORKS;

interface Asked {
  layer?: string;
  layers?: string[];
  channel?: number;
  classIndex?: number;
}

/**
 * An engine with two networks. It refuses whatever a network has not, as the real one does; its documents tell the network and
 * what was asked. Answers take a few turns, so that changes come in between.
 */
export function twoNetworks(): Engine {
  const engine = liveEngine();
  const models = new Map<number, ModelSummary>();
  return {
    ...engine,
    async loadModel(url, options) {
      const name = url.replace(/\/$/, '').split('/').at(-1) as Network;
      const summary = { ...(await engine.loadModel(url, options)), ...NETWORKS[name], name };
      models.set(summary.id, summary);
      await turns(3, options?.signal);
      return summary;
    },
    async run(id, request, options) {
      const model = models.get(id)!;
      requireKnown(request, model);
      await turns(5, options?.signal);
      const { probe } = request;
      const results = (await engine.run(id, request, {
        ...options,
        onPart: undefined,
      } as never)) as Results;
      return {
        ...results,
        probe,
        model: { ...results.model, name: said(request, model) },
      } as never;
    },
  };
}

function requireKnown({ layer, layers = [], channel, classIndex }: Asked, model: ModelSummary) {
  const names = model.layers.map(({ name }) => name);
  for (const each of [layer, ...layers])
    if (each !== undefined && !names.includes(each))
      throw new Error(`no layer ${each} in ${model.name}`);
  if (channel !== undefined && channel >= model.layers[0]!.channels)
    throw new Error(`no map ${channel} in ${model.name}`);
  if (classIndex !== undefined && classIndex >= model.classes)
    throw new Error(`no class ${classIndex} in ${model.name}`);
}

function said(request: ProbeRequest, { name }: ModelSummary): string {
  return `${name} ${JSON.stringify(request, (key, value: unknown) => (key === 'picture' ? undefined : value))}`;
}

/** Waits a few turns of the event loop. @throws the signal's reason where it is aborted meanwhile */
async function turns(count: number, signal: AbortSignal | undefined): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((go) => setTimeout(go));
    signal?.throwIfAborted();
  }
}
