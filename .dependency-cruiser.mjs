// The doors between the rooms of this house: who may import whom. `npm run doors` holds them shut.

/** For each room the rooms it may import from, besides itself. What is not listed here imports nothing. */
export const DOORS = {
  'libs/untrusted': [],
  'libs/geometry': [],
  'libs/pictures': ['libs/geometry'],
  'libs/core': ['libs/geometry', 'libs/pictures'],
  'libs/models': ['libs/core', 'libs/geometry', 'libs/pictures'],
  'libs/datasets': ['libs/geometry', 'libs/pictures'],
  'libs/results': ['libs/pictures'],
  'libs/probes': [
    'libs/core',
    'libs/datasets',
    'libs/geometry',
    'libs/models',
    'libs/pictures',
    'libs/results',
  ],
  'libs/experiments': [
    'libs/core',
    'libs/datasets',
    'libs/geometry',
    'libs/models',
    'libs/pictures',
    'libs/probes',
    'libs/results',
  ],
  'libs/native': ['libs/core', 'libs/models'],
  'libs/training': ['libs/core', 'libs/datasets', 'libs/geometry', 'libs/pictures'],
  'libs/engine': [
    'libs/core',
    'libs/datasets',
    'libs/experiments',
    'libs/geometry',
    'libs/models',
    'libs/pictures',
    'libs/probes',
    'libs/results',
    'libs/training',
  ],
  'libs/elements': ['libs/datasets', 'libs/engine', 'libs/pictures', 'libs/results'],
  'sites/[^/]+': [
    'libs/datasets',
    'libs/elements',
    'libs/engine',
    'libs/pictures',
    'libs/results',
    'tools/dev',
  ],
  'tools/cli': [
    'libs/core',
    'libs/datasets',
    'libs/experiments',
    'libs/geometry',
    'libs/models',
    'libs/native',
    'libs/pictures',
    'libs/probes',
    'libs/results',
    'libs/training',
  ],
  'tools/bench': [
    'libs/core',
    'libs/datasets',
    'libs/experiments',
    'libs/geometry',
    'libs/models',
    'libs/probes',
    'libs/training',
    'tools/cli',
    'tools/dev',
  ],
  'tools/dev': [],
};
/** Open to every room: who reads what comes from outside checks it there and then. */
export const CHECKS = 'libs/untrusted';
const ROOMS = '^(libs|sites|tools|test)/';
/** What another room may see of a room: the files that its package.json exports. */
const FRONT_DOORS =
  '^libs/[^/]+/src/(index|node/index|onnx/index|hub/index|known/index|worker/inOneScript|isInstalled|withoutTelemetry|defaults|decoding/decode(Photo|Here)|drawing/tokens|parts/fetching/inPage|jsx|figures/[a-z]+/Deconv[A-Za-z]+)[.]ts$';
/** The parts of experiments that compute. */
const COMPUTING = '^libs/experiments/src/.*(/run[.]ts$|running/)';
/** Where Node may be used: the command and its tools, what builds a site, a library for Node and the `node` side of two. */
const ON_NODE =
  '^(tools/|test/|vi(test|te)[.]shared|libs/[^/]+/(test/|vite|[.]size-limit)|libs/(datasets|training)/src/node/|libs/native/src/|sites/[^/]+/(integrations/|tools/|astro[.]config|vite[.](engine[.])?config))';

const doors = Object.entries(DOORS).map(([room, open]) => ({
  name: `door-${room.replace('[^/]+', '*').replace('/', '-')}`,
  comment: open.length
    ? `${room} imports only from ${open.join(', ')}.`
    : `${room} imports no room.`,
  from: { path: `^${room}/(src|integrations|tools|bin|[^/]+$)` },
  to: { path: ROOMS, pathNot: [room, CHECKS, ...open].map((each) => `^${each}/`) },
}));

/** The floors of libs/elements, the lowest first: each stands on those before it. */
export const FLOORS = ['words', 'drawing', 'parts', 'export', 'frame', 'figures'];
const ELEMENTS = '^libs/elements/src/';

const floors = FLOORS.map((floor, i) => ({
  name: `floor-${floor}`,
  comment: `Of libs/elements, ${floor} imports only from ${FLOORS.slice(0, i + 1).join(', ')}.`,
  from: { path: `${ELEMENTS}${floor}/` },
  to: { path: ELEMENTS, pathNot: `${ELEMENTS}(${FLOORS.slice(0, i + 1).join('|')})/` },
}));

export default {
  forbidden: [
    ...doors,
    ...floors,
    {
      name: 'figures-apart',
      comment:
        'A figure can be read without the others: what two of them share lies a floor below.',
      from: { path: `${ELEMENTS}figures/([^/]+)/` },
      to: { path: `${ELEMENTS}figures/`, pathNot: `${ELEMENTS}figures/$1/` },
    },
    {
      name: 'no-circles-of-folders',
      comment: 'Nor can a folder that imports another one which imports it back, by other files.',
      scope: 'folder',
      from: { path: '^libs/[^/]+/src(/|$)' },
      to: { circular: true },
    },
    {
      name: 'no-circles',
      comment:
        'Whoever imports, directly or through others, what imports it back cannot be read alone.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-stand-alone',
      comment: 'Libraries know nothing of the sites and tools built on them, nor do their tests.',
      from: { path: '^libs/[^/]+/(src|test)/' },
      to: { path: '^(sites|tools|test)/' },
    },
    {
      name: 'front-doors',
      comment: 'Packages meet at what they export, not at their inner files.',
      from: { path: '^(libs|sites|tools|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^$1/$2/', FRONT_DOORS] },
    },
    {
      name: 'geometry-on-nothing',
      comment: 'Geometry is arithmetic of whole numbers and needs no one.',
      from: { path: '^libs/geometry/src/' },
      to: { pathNot: '^libs/geometry/src/' },
    },
    {
      name: 'pictures-on-numbers',
      comment: 'Pictures are numbers, alike on a page and in a command: no tensors, no Node.',
      from: { path: '^libs/pictures/src/' },
      to: {
        pathNot:
          '^(libs/(pictures|geometry)/src/|node_modules/(@types/)?(d3-array|d3-scale-chromatic)/)',
      },
    },
    {
      name: 'src-imports-no-test',
      from: { pathNot: '^(test|libs/[^/]+/test|tools/[^/]+/test)/' },
      to: { path: '(^|/)test/', pathNot: 'node_modules' },
    },
    {
      name: 'elements-without-tensors',
      comment: 'Elements draw what an engine answers, and know no tensors.',
      from: { path: '^libs/elements/src/' },
      to: { path: '(^libs/(core|models|probes)/|^libs/engine/src/worker/|@tensorflow/)' },
    },
    {
      name: 'worker-side-only',
      comment: 'On the page an engine is a contract and a connection. Only its worker computes …',
      from: { path: '^libs/engine/src/', pathNot: '^libs/engine/src/worker/' },
      to: { path: '(^libs/(core|models|probes|geometry|training)/|@tensorflow/)' },
    },
    {
      name: 'worker-side-when-needed',
      comment:
        '… and what it does so with is fetched only where there is no worker. How to talk with it, both know.',
      from: { path: '^libs/engine/src/', pathNot: '^libs/engine/src/worker/' },
      to: {
        path: '^libs/engine/src/worker/',
        pathNot: '/WorkerSide[.]ts$',
        dynamic: false,
      },
    },
    {
      name: 'experiments-without-tensors',
      comment:
        'What an experiment asks, and which options it takes, is known before anything is computed …',
      from: { path: '^libs/experiments/src/', pathNot: COMPUTING },
      to: {
        path: '(^libs/(core|models|probes)/|@tensorflow/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'experiments-when-they-run',
      comment: '… and what computes is fetched when it runs.',
      from: { path: '^libs/experiments/src/', pathNot: COMPUTING },
      to: { path: COMPUTING, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'any-backend',
      comment: 'Who runs the program chooses the backend; what computes runs on all of them.',
      from: {
        path: '^libs/(geometry|core|models|experiments|training)/src/',
        pathNot: '/src/node/',
      },
      to: { path: '@tensorflow/tfjs-backend-' },
    },
    {
      name: 'core-on-tfjs-core',
      comment: 'Core needs no layers, no data, no converter.',
      from: { path: '^libs/core/src/' },
      to: { path: '@tensorflow/', pathNot: '@tensorflow/tfjs-core/' },
    },
    {
      name: 'node-in-its-place',
      comment: 'What runs in browsers does not use Node’s modules …',
      from: { pathNot: ON_NODE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sharp-in-its-place',
      comment: '… nor the image library that only runs there.',
      from: { pathNot: ON_NODE },
      to: { path: 'node_modules/sharp/' },
    },
    {
      name: 'node-side-stays-on-node',
      comment: 'The browser side of a library does not import its node side.',
      from: { path: '^(libs/[^/]+|sites/[^/]+)/src/', pathNot: '/src/node/' },
      to: { path: '^libs/[^/]+/src/node/' },
    },
    {
      name: 'tfjs-by-its-front-door',
      comment:
        'Files inside a tfjs package resolve in bundlers and fail in Node; a worker of the page is bundled.',
      from: { pathNot: '^libs/engine/src/worker/(webglKernels|moreWebglKernels)[.]ts$' },
      to: { path: 'node_modules/@tensorflow/', pathNot: '/dist/index[.]js$' },
    },
    {
      name: 'declared',
      comment: 'Each package declares what it imports; tests may use what the root declares.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'declared-for-users-too',
      comment: 'What a package needs to run is a dependency, not a devDependency.',
      from: { path: '^(libs|tools)/[^/]+/src/' },
      // Whoever writes TSX with React has its types. The root declares vite and playwright for its tests, the benchmark for itself.
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: 'node_modules/((@types/)?react|vite|playwright)/',
      },
    },
    { name: 'resolved', from: {}, to: { couldNotResolve: true } },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs|sites|tools)/[^/]+/(dist|[.]astro)/' },
    combinedDependencies: true,
    // Imports of types count: they tie packages together as others do.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@deconv/source', 'import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
