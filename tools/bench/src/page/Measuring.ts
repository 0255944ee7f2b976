import type { Network } from '@deconv/core';
import { compare, type Case } from '../compare.js';
import { occlusionCase } from '../occlusionCase.js';
import { projectionCase } from '../projectionCases.js';
import { agreements } from './agreement.js';
import { use, type Backend } from './backends.js';
import { firstTime } from './firstTime.js';
import { lensCase, strongest } from './lensCase.js';
import { answerOf, passCase } from './passCase.js';
import type { Plan } from './plan.js';
import type { PageReport } from './report.js';
import { closeSides, openSides, type Opened, type Side } from './Side.js';
import { wayOn } from './wayOn.js';

interface How {
  /** All are held against the last. */
  backends: readonly Backend[];
  /** Of the occluding square, in pixels. */
  stride: number;
}

/** Measures what the plan asks for, and gathers what is found. */
export class Measuring {
  readonly report: PageReport = { renderer: '', firsts: [], results: [], agreements: [] };

  constructor(
    readonly plan: Plan,
    readonly tell: (message: string) => void,
  ) {}

  /** Everything that looks at an image with one network. */
  async subject(
    name: string,
    { backends, stride }: How,
    open: () => Promise<Opened>,
  ): Promise<void> {
    this.tell(`${name} …`);
    await this.#firsts(name, open);
    const sides = await openSides(backends, open);
    const layers = chosenLayers(sides[0]!.network);
    this.report.agreements.push(...(await agreements(name, layers, sides)));
    await this.measure(passCase(name, sides));
    await this.measure(lensCase(name, layers.at(-1)!, sides));
    for (const each of await this.#graphicsCases(name, layers, sides[0]!, stride))
      await this.measure(each);
    closeSides(sides);
  }

  /** Measures a case, if it was asked for. */
  async measure(each: Case): Promise<void> {
    const { rounds, patience, only } = this.plan;
    if (!each.name.includes(only)) return;
    this.tell(`${each.name} …`);
    const ways = await compare(each, rounds, patience);
    this.report.results.push({ name: each.name, clock: 'wall', ways });
  }

  /** Before anything else computes on WebGL with the network. */
  async #firsts(name: string, open: () => Promise<Opened>): Promise<void> {
    await use('webgl');
    const opened = await open();
    const pass = await firstTime(`forward pass, ${name}`, () => answerOf(opened));
    const [side] = await openSides(['webgl'], () => Promise.resolve(opened));
    const layer = chosenLayers(opened.network).at(-1)!;
    const look = await firstTime(`projections from ${layer}, ${name}`, () =>
      strongest(side!.given, layer),
    );
    this.report.firsts.push(pass, look);
    closeSides([side!]);
  }

  /** Deconv's ways against the plain ones, on WebGL. */
  async #graphicsCases(
    name: string,
    layers: readonly string[],
    { network, image, record }: Side,
    stride: number,
  ): Promise<Case[]> {
    await use('webgl');
    const cases: Case[] = [];
    for (const layer of layers) {
      const projection = await projectionCase(record, layer);
      cases.push({ ...projection, name: `${projection.name}, ${name}` });
    }
    cases.push(await occlusionCase(name, network, image, stride));
    return cases.map(onGraphics);
  }
}

/** The case by the clock and without its targets, which are those of another backend. */
function onGraphics({ name, ways }: Case): Case {
  return {
    name: `${name}, on webgl`,
    clock: 'wall',
    ways: ways.map((way) => ({ ...wayOn('webgl', () => way.run()), name: way.name })),
  };
}

/** The first convolution, the one in the middle and the last. */
function chosenLayers({ nodes }: Network): string[] {
  const names = nodes.filter(({ layer }) => layer === 'Conv2D').map(({ name }) => name);
  return [0, Math.floor(names.length / 2), names.length - 1].map((i) => names[i]!);
}
