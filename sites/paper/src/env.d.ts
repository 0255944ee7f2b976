/// <reference types="astro/client" />

interface ImportMetaEnv {
  /** Networks in `public/networks/`, as the build found them. */
  readonly NETWORKS_BESIDE: readonly {
    name: string;
    file: string;
    bytes: number;
    classes?: number;
  }[];
}
