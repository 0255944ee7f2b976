/** What a broken or ill-willed file may hold in the place of something sensible. */

export const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 2, 3, 7, 16, 255, 256, 4097, 0.5, -0.5, 1.5, 1e-10, 5e-324],
  ...[
    1e5,
    1e7,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 32 + 1,
    2 ** 53,
    1e20,
    1e308,
    -1e308,
  ],
];

export const BIG_NUMBERS: readonly bigint[] = [
  ...[0n, 1n, -1n, 2n, 3n, 7n, 16n, 255n, 4097n, 100_000n, 10_000_000n],
  ...[
    2n ** 31n - 1n,
    2n ** 31n,
    -(2n ** 31n),
    2n ** 32n,
    2n ** 53n + 1n,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ],
];

/** Names that every object has, names that leave a folder, text that acts on a terminal, and text that is too much. */
export const TEXTS: readonly string[] = [
  ...['', ' ', '.', '..', '/', '../x', '%2e%2e/x', 'a/b', 'C:\\x', 'x?y#z', 'http://[', 'data:,'],
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON'],
  ...['length', 'name', 'then', 'next', '0', '-1', '1e9', 'null', ':1', ':4095', '^x', 'x:0'],
  ...['\u001b[31mred', '\u0000', 'one\ntwo', '\u202egnp', '\ud800', '\ufeffx', 'Größe 寸 🎈'],
  ...[
    '<b>bold</b>',
    '"',
    "'",
    '`',
    '\\',
    'A'.repeat(3_000),
    '\u0007'.repeat(500),
    'é'.repeat(100_000),
  ],
];
