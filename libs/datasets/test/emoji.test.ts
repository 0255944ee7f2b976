import { describe, expect, test } from 'vitest';
import { ARTISTS, HELD_OUT_ARTIST, TRAINING_ARTISTS } from '../src/emoji/artists.js';
import { ATTRIBUTIONS } from '../src/emoji/attributions.js';
import { EMOJI_CLASSES, iconOf } from '../src/emoji/classes.js';
import { loadEmoji } from '../src/node/loadEmoji.js';

describe('the emoji set', () => {
  test('has at least 96 classes, each with an icon of its own', () => {
    expect(EMOJI_CLASSES.length).toBeGreaterThanOrEqual(96);
    expect(new Set(EMOJI_CLASSES.map(iconOf)).size).toBe(EMOJI_CLASSES.length);
    expect(EMOJI_CLASSES).toEqual([...EMOJI_CLASSES].sort());
  });

  test('all six artists drew every class', () => {
    const glyphs = loadEmoji();
    for (const artist of ARTISTS)
      for (const label of EMOJI_CLASSES) {
        const { body, width, height } = glyphs(artist, iconOf(label));
        expect(body.length, `${artist} ${label}`).toBeGreaterThan(50);
        expect(Math.min(width, height)).toBeGreaterThan(0);
      }
  });

  test('keeps one artist away from training', () => {
    expect(TRAINING_ARTISTS).not.toContain(HELD_OUT_ARTIST);
    expect(new Set(ARTISTS).size).toBe(6);
  });

  test('names author and licence of every artist', () => {
    for (const artist of ARTISTS) {
      const { author, license, licenseUrl, url } = ATTRIBUTIONS[artist];
      expect(author && license).toBeTruthy();
      expect(new URL(licenseUrl).protocol + new URL(url).protocol).toBe('https:https:');
    }
  });

  test('says what was loaded when a drawing was not', () => {
    expect(() => loadEmoji(['twemoji'])('noto', 'fox')).toThrow(
      'no drawing "fox" by "noto" was loaded; artists: twemoji',
    );
  });
});
