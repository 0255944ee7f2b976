import type { MDXInstance } from 'astro';

interface Heading {
  id: string;
  title: string;
  /** The title where there is little room. */
  short: string;
}

/** A part of the story, in its place. */
export interface Chapter extends Heading {
  Content: MDXInstance<Heading>['Content'];
}

const FILES = import.meta.glob<MDXInstance<Heading>>('./*/*.mdx', { eager: true });

/** The story in a language: the files of its folder, in the order of their numbers. */
export function chaptersOf(lang: string): Chapter[] {
  return Object.entries(FILES)
    .filter(([path]) => path.startsWith(`./${lang}/`))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, { frontmatter, Content }]) => ({ ...frontmatter, Content }));
}
