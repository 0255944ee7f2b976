import type { RuleName } from '@deconv/engine';
import { FIRST, shippedNetwork } from '../networks.js';
import { shippedPicture } from '../pictures.js';

/** What all figures of the page look at, and with which network. */
export interface PageState {
  /** Name of a network that ships, or the address of another, `hf:owner/name` among them. */
  network: string;
  /** Name of a sample, or the address of another photo. */
  photo: string;
  layer: string | undefined;
  /** A unit's address, `conv3:map 12`: always one of `layer`. */
  unit: string | undefined;
  rule: RuleName;
}

export const START: Readonly<PageState> = {
  network: FIRST.name,
  photo: FIRST.sample,
  layer: undefined,
  unit: undefined,
  rule: 'deconvnet',
};

const RULES: readonly string[] = ['deconvnet', 'gradient', 'guided'] satisfies RuleName[];

/** The view that an address names; what it leaves out, or says wrongly, is as at the start. */
export function stateOf(search: string): PageState {
  const given = new URLSearchParams(search);
  const rule = given.get('rule') ?? '';
  const unit = given.get('unit') ?? undefined;
  // A network on the Hub is a model there, and links to it may call it one.
  const network = given.get('network') ?? given.get('model') ?? START.network;
  return {
    network,
    photo: given.get('photo') ?? sampleOf(network),
    layer: placeOf(unit)?.layer ?? given.get('layer') ?? undefined,
    unit,
    rule: RULES.includes(rule) ? (rule as RuleName) : START.rule,
  };
}

/**
 * The state after a choice: a unit brings its layer along, and goes where another photo, network or layer is looked at; a
 * network brings along a picture of the kind that it reads, where one of the other kind was looked at.
 */
export function stateAfter(before: Readonly<PageState>, choice: Partial<PageState>): PageState {
  const { unit } = choice;
  if (unit) return { ...before, ...choice, layer: placeOf(unit)?.layer ?? before.layer };
  const after = { ...before, ...choice };
  if (choice.network && !choice.photo) after.photo = fittingPhoto(after);
  const stays = (['network', 'photo', 'layer'] as const).every((key) => after[key] === before[key]);
  return stays ? after : { ...after, unit: undefined };
}

/** The photo that is looked at, or the network's own where that one comes with the page and is of another kind. */
function fittingPhoto({ network, photo }: Readonly<PageState>): string {
  const known = shippedNetwork(network);
  const picture = shippedPicture(photo);
  return known && picture && picture.kind !== known.reads ? known.sample : photo;
}

/** The picture that a network looks at first. */
function sampleOf(network: string): string {
  return shippedNetwork(network)?.sample ?? START.photo;
}

/** Layer and map that a unit's address names; undefined where it is none. */
export function placeOf(unit: string | undefined): { layer: string; channel: number } | undefined {
  const [, layer, channel] = /^(.+):map (\d+)/.exec(unit ?? '') ?? [];
  return layer ? { layer, channel: Number(channel) } : undefined;
}

/**
 * The part of an address that names a view: empty for the one at the start. Photos and networks that only this browser holds cannot be named.
 * @param views what single figures show
 */
export function searchOf(state: PageState, views = new URLSearchParams()): string {
  const given = new URLSearchParams();
  const usual = { ...START, photo: sampleOf(state.network) };
  for (const [key, value] of Object.entries(state) as [keyof PageState, string | undefined][])
    if (value !== undefined && value !== usual[key] && !/^(blob|files):/.test(value))
      given.set(key, value);
  for (const [key, value] of views) given.set(key, value);
  // Places and units stay readable.
  const text = given.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text && `?${text}`;
}
