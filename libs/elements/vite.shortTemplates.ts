import type { Plugin } from 'vite';

/** A style sheet in a template. */
const SHEET = /\b(?:css|tokens = )`[^`]*`/g;
const COMMENT = /\/\*[\s\S]*?\*\//g;
const BLANKS = /\s*([{;,])\s*/g;
const INDENTATION = /\n\s+/g;

/**
 * Templates without indentation, and style sheets without comments and blanks, since no bundler takes from a text. Several
 * blanks at the beginning of a line are one, in pages as in programs.
 * @param sources folder of the modules that hold them
 */
export function shortTemplates(sources: string): Plugin {
  return {
    name: 'short-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(sources)) return undefined;
      return code
        .replace(SHEET, (sheet) => sheet.replace(COMMENT, '').replace(BLANKS, '$1'))
        .replace(INDENTATION, '\n');
    },
  };
}
