import { describe, expect, it } from 'vitest';
import { visible, visibleName } from '../src/index.js';

describe('visible', () => {
  it('shows control characters as they are written in JSON', () => {
    expect(visible('a\u001b[31mred\u009b2J\u007f\r\b')).toBe(
      'a\\u001b[31mred\\u009b2J\\u007f\\u000d\\u0008',
    );
  });

  it('shows what turns the direction of text', () => {
    expect(visible('photo\u202egpj.exe\u2066')).toBe('photo\\u202egpj.exe\\u2066');
  });

  it('leaves lines, tabs and all languages as they are', () => {
    const text = 'größe\t图\n👩‍🚀 عربى';
    expect(visible(text)).toBe(text);
  });

  it('keeps JSON the same JSON', () => {
    const value = { 'na\u009bme': ['\u202e', '\u001b]0;title\u0007', '\ufeff'] };
    const shown = visible(JSON.stringify(value, undefined, 2));
    expect(JSON.parse(shown)).toEqual(value);
    expect(shown).not.toContain('\u009b');
  });

  it('lets a name begin no line of its own', () => {
    expect(visibleName('cat\n100 %\tdog')).toBe('cat\\u000a100 %\\u0009dog');
  });
});
