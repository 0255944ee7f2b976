import { inWords } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { visibleName } from '@deconv/untrusted';

/** Says which convolutions are not looked at, since they cannot be read; undefined where there is none. */
export function leftOut({ layers }: Model): string | undefined {
  const those = layers.filter(({ kind, problem }) => problem && kind.includes('Conv'));
  if (!those.length) return undefined;
  const names = those.map(({ name, kind }) => visibleName(`${name} (${kind})`));
  return `not looked at, since they cannot be read (see inspect): ${inWords(names)}`;
}
