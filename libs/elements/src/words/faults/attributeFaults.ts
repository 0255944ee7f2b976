import { CONTROLS, METHODS } from '@deconv/results';
import type { LitElement, PropertyDeclaration } from 'lit';

/** Values that there are, of attributes that take one of a few. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  rule: ['deconvnet', 'guided', 'gradient'],
  control: CONTROLS,
  method: METHODS,
  transform: ['rotate', 'scale', 'translate-x', 'translate-y'],
};

/** Numbers of which there is at least one; all others count from 0. */
const FROM_ONE = new Set(['size', 'stride', 'draws', 'steps']);

/** What is wrong with the attributes of a figure by themselves, whatever document or network they are for. */
export function attributeFaults(host: LitElement): string[] {
  const { elementProperties } = host.constructor as typeof LitElement;
  return [...elementProperties].flatMap(([name, options]) => {
    const value: unknown = Reflect.get(host, name);
    const expected = expectedOf(String(name), options, value, host);
    return expected === undefined
      ? []
      : [
          `${attributeOf(name, options)} is “${saidOf(host, name, options)}”; expected ${expected}.`,
        ];
  });
}

/** What should stand there instead; undefined where nothing is wrong. */
function expectedOf(
  name: string,
  { type }: PropertyDeclaration,
  value: unknown,
  host: LitElement,
): string | undefined {
  const choices = CHOICES[name];
  if (choices && value !== undefined && value !== null && !choices.includes(value as string))
    return `one of ${choices.join(', ')}`;
  if (type === Number && value !== undefined && value !== null) {
    const least = FROM_ONE.has(name) ? 1 : 0;
    if (!Number.isInteger(value) || (value as number) < least)
      return `a whole number of at least ${least}`;
  }
  if (name === 'at' && value === undefined && host.hasAttribute('at'))
    return 'row and column, such as 5,6';
  return undefined;
}

const attributeOf = (name: PropertyKey, { attribute }: PropertyDeclaration): string =>
  typeof attribute === 'string' ? attribute : String(name).toLowerCase();

/** As the page wrote it. */
function saidOf(host: LitElement, name: PropertyKey, options: PropertyDeclaration): string {
  const value: unknown = Reflect.get(host, name);
  const written = host.getAttribute(attributeOf(name, options));
  const known = typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value));
  return known ? String(value) : (written ?? 'nothing');
}
