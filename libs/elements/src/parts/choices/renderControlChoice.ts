import type { ControlName } from '@deconv/engine';
import { renderSelect } from './renderSelect.js';

const CONTROLS = [
  { value: '', label: 'nothing' },
  { value: 'random-weights', label: 'weights, by random ones' },
  { value: 'cascade', label: 'weights of this layer alone' },
  { value: 'shuffled-switches', label: 'switches, shuffled' },
] as const;

/** What is replaced on the way down, to see how much of a projection is the network's. */
export function renderControlChoice(
  control: ControlName | undefined,
  onControl: (control: ControlName | undefined) => void,
) {
  return renderSelect({
    ...{ label: 'Replaced on the way down', options: CONTROLS, chosen: control ?? '' },
    onChoose: (value) => onControl((value || undefined) as ControlName | undefined),
  });
}
