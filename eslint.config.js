import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { configs as lit } from 'eslint-plugin-lit';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import { configs as typescript } from 'typescript-eslint';

/** Functions that can be read without scrolling. Tests are exempt: a `describe` is one function. */
const readable = {
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 15],
  'max-params': ['error', 5],
};

/** The strict sets rely on types, which they read from each package's `tsconfig.json`: build before linting. */
const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  // `noUncheckedIndexedAccess` makes every index a question; `!` is how code says that it knows the answer.
  '@typescript-eslint/no-non-null-assertion': 'off',
  // As with `querySelector`, the caller says what a selector finds.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Layers' configurations are records whose names come from elsewhere, and stay in quotes.
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // An AbortSignal's reason is whatever its owner gave.
  '@typescript-eslint/prefer-promise-reject-errors': [
    'error',
    { allowThrowingAny: true, allowThrowingUnknown: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
};

/** A wait for a time is too short on a loaded machine, and longer than it has to be on any other. */
const eventful = {
  'no-restricted-syntax': [
    'error',
    ...[
      [
        'CallExpression:matches([callee.name=/^set(Timeout|Interval)$/], [callee.property.name=/^set(Timeout|Interval)$/])[arguments.length>1]:not([arguments.1.value=0])',
        'wait for an event, or for `expect.poll`; let time pass by `vi.useFakeTimers`',
      ],
      [
        'CallExpression[callee.property.name=/^(waitForTimeout|sleep)$/]',
        'wait for an event: `locator.waitFor`, `expect.poll`',
      ],
      ['ImportDeclaration[source.value=/^(node:)?timers\\u002fpromises$/]', 'wait for an event'],
      [
        'CallExpression[callee.object.name=vi][callee.property.name=/^wait(For|Until)$/]',
        'use `expect.poll`, which waits for as long as `vitest.shared.ts` says',
      ],
      [
        'CallExpression[callee.object.name=/^(performance|Date)$/][callee.property.name=now]',
        'no test may depend on how fast the machine is',
      ],
      [
        'CallExpression[callee.object.name=AbortSignal][callee.property.name=timeout]',
        'abort at an event',
      ],
      [
        ':matches(Property[key.name=/^(timeout|testTimeout|hookTimeout)$/] > Literal.value[value<60000], CallExpression[callee.property.name=/^setDefault/] > Literal.arguments[value<60000], CallExpression[callee.name=/^(it|test|(before|after)(All|Each))$/] > Literal.arguments[raw=/^[0-9_]+$/])',
        'a limit bounds a hang and nothing else; the ones of `vitest.shared.ts` and `openPage` do',
      ],
    ].map(([selector, message]) => ({
      selector,
      message: `A test waits for no time: ${message}.`,
    })),
    {
      selector:
        'CallExpression[callee.property.name=toBeCloseTo][arguments.length=1] > Literal[value>0][value<0.05]',
      message: 'To two digits, as is usual, 0 is close to it: say how many digits.',
    },
  ],
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/.astro/', '.nx/', '.cache/', '**/*_pb.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts'],
    extends: [typescript.strictTypeChecked, typescript.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: typed,
  },
  { files: ['{libs,sites,tools}/*/src/**/*.ts', 'tools/dev/*.mjs'], rules: readable },
  {
    files: ['**/test/**/*.{ts,mjs}'],
    // Who ends what hangs goes by the clock, and so do moments at which a process is killed.
    ignores: ['test/src/fuzz/{ChildBench,PageBench,watchdog}.ts', 'tools/cli/test/kills/*.ts'],
    rules: eventful,
  },
  { files: ['libs/elements/**/*.ts'], extends: [lit['flat/recommended']] },
  // These belong to no package's TypeScript project.
  { files: ['**/{vite,vitest}.*.ts'], extends: [typescript.disableTypeChecked] },
  prettier,
);
