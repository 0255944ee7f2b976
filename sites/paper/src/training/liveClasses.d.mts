import type { EmojiClass } from '@deconv/datasets';

export declare const LIVE_CLASSES: readonly EmojiClass[];
