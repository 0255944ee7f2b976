import { parseJson } from '@deconv/untrusted';
import * as v from 'valibot';
import { everySaid, wholeNumber } from '../options.js';
import { readText } from '../readText.js';
import { UsageError } from '../UsageError.js';
import { requireUse } from './requireUse.js';
import { asArgument } from './asArgument.js';
import { EXTENTS, type Extent } from './extent.js';
import { SECTION_NAMES, type SectionName } from './sections.js';

/** What a report is to hold. */
export interface ReportOptions {
  images: string[];
  sections: readonly SectionName[];
  /** Undefined where they are to be chosen. */
  layers: string[] | undefined;
  extent: Extent;
  landmarks: string | undefined;
  checkpoints: string | undefined;
  seed: number;
  /** The report carries what its figures need to compute. */
  live: boolean;
}

const list = v.union([v.string(), v.array(v.string())]);

/** What may stand in the file of `--config`: options by their names. */
const configSchema = v.strictObject({
  images: v.optional(list),
  sections: v.optional(list),
  layers: v.optional(list),
  extent: v.optional(v.picklist(['quick', 'normal', 'full'])),
  landmarks: v.optional(v.string()),
  checkpoints: v.optional(v.string()),
  seed: v.optional(v.number()),
  live: v.optional(v.boolean()),
});

type Config = v.InferOutput<typeof configSchema>;

interface Args {
  images: string[];
  quick?: boolean | undefined;
  full?: boolean | undefined;
  landmarks?: string | undefined;
  checkpoints?: string | undefined;
  seed?: string | undefined;
  config?: string | undefined;
  live?: boolean | undefined;
}

/** What the command line says goes before what the file says. @throws UsageError for values that are none */
export async function reportOptions(args: Args, rawArgs: string[]): Promise<ReportOptions> {
  const config = args.config === undefined ? {} : await readConfig(args.config);
  const listed = (name: 'sections' | 'layers'): string[] =>
    split(everySaid(name, rawArgs).length ? everySaid(name, rawArgs) : config[name]);
  const layers = listed('layers');
  const images = args.images.length ? args.images : [config.images ?? []].flat();
  if (!images.length) throw new UsageError('--images names nothing; expected images or folders');
  const sections = sectionsOf(listed('sections'));
  requireUse(sections, rawArgs);
  return {
    images: images.map(asArgument),
    sections,
    layers: layers.length ? layers : undefined,
    extent: EXTENTS[extentOf(args, config)],
    landmarks: argumentOf(args.landmarks ?? config.landmarks),
    checkpoints: argumentOf(args.checkpoints ?? config.checkpoints),
    seed: wholeNumber('seed', args.seed ?? String(config.seed ?? 0), 0),
    live: args.live ?? config.live ?? false,
  };
}

const argumentOf = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : asArgument(path);

function split(values: string | readonly string[] = []): string[] {
  const all = [values].flat().flatMap((value) => value.split(','));
  return [...new Set(all.map((value) => value.trim()).filter(Boolean))];
}

function sectionsOf(names: readonly string[]): readonly SectionName[] {
  const unknown = names.find((name) => !(SECTION_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--sections has "${unknown}"; expected ${SECTION_NAMES.join(', ')}`);
  return names.length ? SECTION_NAMES.filter((name) => names.includes(name)) : SECTION_NAMES;
}

function extentOf({ quick, full }: Args, config: Config): keyof typeof EXTENTS {
  if (quick && full) throw new UsageError('--quick and --full exclude each other');
  if (quick) return 'quick';
  return full ? 'full' : (config.extent ?? 'normal');
}

async function readConfig(path: string): Promise<Config> {
  const json = await readText(path)
    .then((text) => parseJson(text, path))
    .catch((cause: unknown) => {
      throw new UsageError(`--config: ${(cause as Error).message}`);
    });
  const result = v.safeParse(configSchema, json);
  if (result.success) return result.output;
  const issues = result.issues.map(
    (issue) => `${v.getDotPath(issue) ?? 'it'} is ${issue.received}, expected ${issue.expected}`,
  );
  throw new UsageError(`--config: ${path}: ${issues.join('; ')}`);
}
