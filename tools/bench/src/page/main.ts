import { loadModel, toInput, type Preprocess } from '@deconv/models';
import { useOwnGradients } from '@deconv/training';
import { isSoftware } from './isSoftware.js';
import { rendererName, use, type Backend } from './backends.js';
import { Measuring } from './Measuring.js';
import type { Plan } from './plan.js';
import { trainingCase } from './trainingCase.js';
import { zfnet224 } from '../zfnet224.js';

/** A plain backend needs minutes for the paper's network and for a training step. */
const FAST: Backend[] = ['webgl', 'wasm'];
const ALL: Backend[] = [...FAST, 'cpu'];

async function measure(plan: Plan): Promise<unknown> {
  const measuring = new Measuring(plan, tell);
  await use('webgl');
  measuring.report.renderer = rendererName();
  let preprocess: Preprocess | undefined;
  for (const { name, model: url, pixels } of plan.subjects) {
    const open = async () => {
      const model = await loadModel(url, { partial: true });
      preprocess ??= model.preprocess;
      return { network: model.network, image: await imageFrom(pixels, model.preprocess) };
    };
    await measuring.subject(name, { backends: ALL, stride: 8 }, open);
  }
  if (isSoftware(measuring.report.renderer)) return finish(measuring);
  const looked = { ...preprocess!, inputSize: 224 };
  await measuring.subject('the paper’s network', { backends: FAST, stride: 32 }, async () => ({
    network: zfnet224(),
    image: await imageFrom(plan.large, looked),
  }));
  useOwnGradients();
  await measuring.measure(trainingCase(FAST));
  return finish(measuring);
}

const finish = ({ report }: Measuring) => post('/report', JSON.stringify(report));

async function imageFrom(url: string, preprocess: Preprocess) {
  const [height, width = height] = [preprocess.inputSize].flat() as [number, number?];
  const data = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return toInput({ width, height, data }, preprocess);
}

const post = (path: string, body: string) => fetch(path, { method: 'POST', body });
const tell = (message: string): void => void post('/progress', message);

try {
  await measure((await (await fetch('/plan.json')).json()) as Plan);
} catch (error) {
  await post('/failure', (error as Error).message);
}
