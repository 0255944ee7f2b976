import { sharedEngine } from '@deconv/engine';

/** Says of a network of the reader's own what it is, or why it cannot be used and what to do. */
export async function examine(panel: HTMLElement, network: string): Promise<void> {
  const room = panel.querySelector<HTMLElement>('.doctor')!;
  say(room, 'Looking at it …');
  try {
    const { layers, classes, inputSize, notes = [] } = await sharedEngine().loadModel(network);
    const names = layers.map(({ name, kind }) => `${name} (${kind})`).join(', ');
    say(
      room,
      `It reads ${inputSize} × ${inputSize} pixels and tells ${classes} classes apart.`,
      `${layers.length} layers can be projected: ${names}.`,
      ...notes.map((note) => `Note: the network ${note}.`),
    );
  } catch (error) {
    say(room, 'This network does not fit:', error instanceof Error ? error.message : String(error));
  }
}

function say(room: HTMLElement, ...lines: string[]): void {
  room.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })),
  );
}
