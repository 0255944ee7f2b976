import { expect, test } from 'vitest';
import { graphicsOf } from '../src/graphicsHere.js';

/** A context that tells its renderer, or keeps it secret and tells what all tell. */
function contextOf(renderer: string, secret = 'WebKit WebGL') {
  const RENDERER = 7937;
  const UNMASKED_RENDERER_WEBGL = 37446;
  return {
    RENDERER: RENDERER as WebGL2RenderingContext['RENDERER'],
    getExtension: () => (renderer ? { UNMASKED_RENDERER_WEBGL } : null),
    getParameter: (name: number) => (name === UNMASKED_RENDERER_WEBGL ? renderer : secret),
  } as unknown as Parameters<typeof graphicsOf>[0];
}

test.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'ANGLE (Mesa, llvmpipe (LLVM 17.0.6, 256 bits), OpenGL 4.5)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Mesa OffScreen softpipe',
  'Apple Software Renderer',
])('an emulator is known by its name: %s', (name) => {
  expect(graphicsOf(contextOf(name))).toBe('emulated');
});

test.each([
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  'Adreno (TM) 730',
  'NVIDIA GeForce GTX 980/PCIe/SSE2',
])('a graphics processor is one: %s', (name) => {
  expect(graphicsOf(contextOf(name))).toBe('hardware');
});

test('a browser that keeps the extension back may tell by the plain name', () => {
  expect(graphicsOf(contextOf('', 'llvmpipe, or similar'))).toBe('emulated');
  expect(graphicsOf(contextOf(''))).toBe('hardware');
});
