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
  { files: ['libs/elements/**/*.ts'], extends: [lit['flat/recommended']] },
  // These belong to no package's TypeScript project.
  { files: ['**/{vite,vitest}.{config,shared}.ts'], extends: [typescript.disableTypeChecked] },
  prettier,
);
