// The boundaries of the workspace. infra/check/boundaries.test.ts shows each rule failing.
const NODE_IO = [
  'fs',
  'fs/promises',
  'net',
  'tls',
  'dns',
  'dns/promises',
  'dgram',
  'http',
  'https',
  'http2',
  'child_process',
  'cluster',
  'worker_threads',
  'sqlite',
].join('|');

const PURE = '^(packages/(identity|query|feeds|events)|services/(parser|enricher))/src/';
const TESTS = '[.]test[.]ts$';
/** A library that only the folder of its adapter imports, in whichever package. */
const clientOf = (library, folder) => ({
  name: `only-adapters-import-${library.replace(/[^a-z]+/g, '-').replace(/^-/, '')}`,
  comment: `Only an adapter’s folder (…/${folder}/) imports ${library}: everything else goes through the port.`,
  severity: 'error',
  from: { path: '^(packages|services)/', pathNot: [`/${folder}/`, TESTS] },
  to: { path: `(^|/)node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that import each other cannot be understood, or tested, alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-resolvable',
      comment:
        'An import that leads nowhere escapes every other rule; so does a package’s inside, which its exports hide.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'services-are-islands',
      comment: 'Services meet through events and ports; only services/standalone puts them together.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '^services/standalone/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-know-no-services',
      comment: 'What services share must not depend on one of them.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^services/' },
    },
    {
      name: 'no-relative-way-out',
      comment: 'A package is imported by its name, so that its package.json decides what is public.',
      severity: 'error',
      from: { path: '^(packages|services)/([^/]+)/' },
      to: { path: '^(packages|services)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'pure-folders-do-no-io',
      comment: 'These folders must give the same answer for the same input, anywhere: no files, sockets, processes.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { dependencyTypes: ['core'], path: `^(node:)?(${NODE_IO})$` },
    },
    {
      name: 'pure-folders-fetch-nothing',
      comment: 'No client of a network or a store in a pure folder.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { path: '(^|/)node_modules/(undici|kafkajs|ioredis|@opensearch-project/opensearch|fastify|piscina)/' },
    },
    {
      name: 'page-knows-the-api-only',
      comment: 'The page knows the back end by the types of the API’s answers, which are generated.',
      severity: 'error',
      from: { path: '^services/web/src/', pathNot: TESTS },
      to: { path: '^packages/' },
    },
    {
      name: 'page-runs-in-a-browser',
      comment: 'A browser has none of Node’s modules.',
      severity: 'error',
      from: { path: '^services/web/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-adapters-import-sqlite',
      comment:
        'Only packages/sqlite and folders named sqlite import node:sqlite or the package around it; besides them the bench, which measures SQLite itself, and the composition that runs on it.',
      severity: 'error',
      from: {
        path: '^(packages|services)/',
        pathNot: ['^packages/(sqlite|bench)/', '^services/standalone/', '/sqlite/', TESTS],
      },
      to: { path: '^(node:)?sqlite$|^packages/sqlite/' },
    },
    clientOf('kafkajs', 'kafka'),
    clientOf('@opensearch-project/opensearch', 'opensearch'),
    clientOf('ioredis', 'redis'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(generated|dist|dist-new|dist-old)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
