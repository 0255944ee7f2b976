/** Whether the renderer's name is that of a processor's stand-in for a graphics processor. */
export const isSoftware = (renderer: string): boolean => /swiftshader|llvmpipe/i.test(renderer);
