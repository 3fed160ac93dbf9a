/**
 * The import rules of docs/architecture.md. Each was seen to fail on a planted violation (test/architecture.spec.ts).
 * @type {import('dependency-cruiser').IConfiguration}
 */
const pure = '^libs/(kernel|calendar|ledger)/';
const nest = '^node_modules/(@nestjs|typeorm|bullmq|ioredis|pg|nodemailer)(/|$)';
const glue = '\\.(controller|module|entity|query)\\.ts$';

export default {
  forbidden: [
    {
      name: 'pure-libraries-stay-pure',
      comment: 'kernel, calendar and ledger know no framework, no I/O and nothing else of ours',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { path: [nest, '^libs/(platform|governance)/', '^apps/'] },
    },
    {
      name: 'pure-libraries-do-no-io',
      comment: 'node:crypto serves the ledger; nothing else of Node may be reached from the pure libraries',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^libs/(?!kernel/)' },
    },
    {
      name: 'calendar-and-ledger-know-kernel-only',
      severity: 'error',
      from: { path: '^libs/(calendar|ledger)/' },
      to: { path: '^libs/(?!kernel/|calendar/|ledger/)' },
    },
    {
      name: 'calendar-and-ledger-are-strangers',
      severity: 'error',
      from: { path: '^libs/(calendar|ledger)/' },
      to: { path: '^libs/(calendar|ledger)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'a feature’s rules, rows and deadlines import only the pure libraries and the shared vocabulary',
      severity: 'error',
      from: {
        path: '^libs/governance/',
        pathNot: [glue, '\\.spec\\.ts$', '/index\\.ts$', '^libs/governance/src/governance'],
      },
      to: { path: [nest, '^libs/platform/'] },
    },
    {
      name: 'features-meet-in-processes',
      comment:
        'a feature may see another only through its index.ts, and only from processes/, minute-book/ and feeds/ (which read what others keep) or the product’s own table of contents',
      severity: 'error',
      from: { path: '^libs/governance/src/(?!processes/|minute-book/|feeds/|testing/)([^/]+)/' },
      to: {
        path: '^libs/governance/src/([^/]+)/',
        pathNot: ['^libs/governance/src/$1/', '^libs/governance/src/(vocabulary|testing)/'],
      },
    },
    {
      name: 'no-feature-insides',
      severity: 'error',
      from: { path: '^libs/governance/src/(processes/|minute-book/|feeds/|[^/]+\\.ts$)', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^libs/governance/src/([^/]+)/',
        pathNot: [
          '/index\\.ts$',
          '\\.module\\.ts$',
          '^libs/governance/src/(vocabulary|processes|minute-book|feeds|testing)/',
        ],
      },
    },
    {
      name: 'platform-knows-no-product',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: ['^libs/governance/', '^apps/'] },
    },
    {
      name: 'apps-use-front-doors',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/governance/src/[^/]+/', pathNot: ['/index\\.ts$', '\\.module\\.ts$'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-production-use-of-test-code',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '/testing/'] },
      to: { path: ['^test/', '/testing/', '\\.spec\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
