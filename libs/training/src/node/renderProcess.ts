/**
 * Child process that draws emoji scenes, so that the training process only trains. It answers a `RenderRequest` with
 * the scenes' pixels, and ends with its parent.
 */
import { sceneSvg, type Scene } from '@deconv/datasets';
import { loadEmoji, renderSvg } from '@deconv/datasets/node';

export interface RenderRequest {
  id: number;
  scenes: Scene[];
  /** Side of each picture in pixels. */
  size: number;
}

export interface RenderReply {
  id: number;
  /** [scenes, size, size, 3] */
  pixels: Uint8Array;
}

const glyphs = loadEmoji();

process.on('message', (request: RenderRequest) => {
  void render(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());

async function render({ id, scenes, size }: RenderRequest): Promise<RenderReply> {
  const pixels = new Uint8Array(scenes.length * size * size * 3);
  for (const [i, scene] of scenes.entries()) {
    const { data } = await renderSvg(sceneSvg(scene, glyphs, size));
    pixels.set(data, i * size * size * 3);
  }
  return { id, pixels };
}
