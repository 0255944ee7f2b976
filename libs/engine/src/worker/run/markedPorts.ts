import type { Landmarks, Ports } from '@deconv/experiments';
import type { NamedPicture, ProbeRequest } from '../../contract.js';
import { portsOf } from './portsOf.js';
import type { ProbeContext } from './ProbeContext.js';

/** Photos with their landmarks; those without are left out. @throws Error where none has any */
export function markedPorts(
  images: readonly NamedPicture[],
  landmarks: Extract<ProbeRequest, { probe: 'correspond' }>['landmarks'],
  context: ProbeContext,
): Ports & { landmarks: Landmarks } {
  const marksOf = ({ name }: NamedPicture) => Object.entries(landmarks[name] ?? {});
  const marked = images.filter((image) => marksOf(image).length);
  if (images.length && !marked.length)
    throw new Error('None of the photos has landmarks: mark a part in two of them or more.');
  const skipped = images
    .filter((image) => !marksOf(image).length)
    .map(({ name }) => ({ image: name, reason: `“${name}” has no landmarks` }));
  const ports = portsOf(marked, context, images);
  return {
    ...ports,
    data: { ...ports.data, skipped },
    landmarks: {
      name: 'landmarks',
      marks: marked.map(marksOf),
      extentOf: (index) => Promise.resolve(marked[index]!.picture),
      advice: '',
    },
  };
}
