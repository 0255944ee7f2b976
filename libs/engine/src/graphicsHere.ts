import { canvasOf } from './canvasOf.js';

/** What WebGL is on a thread: drawn by a graphics processor, emulated by the processor, or not to be had. */
export type Graphics = 'hardware' | 'emulated' | 'none';

/** How emulators of a graphics processor call themselves: Chromium's, Mesa's, Windows' and Apple's. */
const EMULATORS = /swiftshader|llvmpipe|softpipe|swrast|software|basic render/i;

/** Asks for a context as tfjs does, and gives it back. */
export function graphicsHere(): Graphics {
  try {
    const context = canvasOf(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true });
    if (!context) return 'none';
    const graphics = graphicsOf(context as WebGL2RenderingContext);
    (context as WebGL2RenderingContext).getExtension('WEBGL_lose_context')?.loseContext();
    return graphics;
  } catch {
    return 'none';
  }
}

/** What draws a context, by its name. Browsers that keep the name secret are taken at their word that nothing slows them down. */
export function graphicsOf(
  context: Pick<WebGL2RenderingContext, 'getExtension' | 'getParameter' | 'RENDERER'>,
): Graphics {
  const unmasked = context.getExtension('WEBGL_debug_renderer_info');
  const name = context.getParameter(
    unmasked?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER,
  ) as string;
  return EMULATORS.test(name) ? 'emulated' : 'hardware';
}
