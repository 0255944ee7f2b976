/** The manifest speaks of the built files, which are what a package holds. */
const builtFiles = {
  name: 'built-files',
  packageLinkPhase({ customElementsManifest }) {
    const text = JSON.stringify(customElementsManifest);
    const built = text.replaceAll(/"src\/([^"]*)[.]ts"/g, '"dist/$1.js"');
    Object.assign(customElementsManifest, JSON.parse(built));
  },
};

export default {
  globs: ['src/{frame,export}/*{Element,Figure}.ts', 'src/**/Deconv*.ts'],
  outdir: 'dist',
  litelement: true,
  // It is named there already.
  packagejson: false,
  plugins: [builtFiles],
};
