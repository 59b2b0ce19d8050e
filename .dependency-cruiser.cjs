// Who may import whom. The rooms and their directions are those of docs/architecture.md.

/** What each room of the server may import beside itself. */
const below = {
  base: [],
  // Pictures of tables, for the server, its thread, the command line and the panel's page.
  diagram: ['base'],
  sql: ['base'],
  spec: ['base', 'sql'],
  model: ['base', 'sql', 'spec'],
  workspace: ['base', 'sql', 'spec', 'model'],
  change: ['base', 'sql', 'spec', 'model'],
  rules: ['base', 'sql', 'spec', 'model', 'change'],
  lint: ['base', 'sql', 'spec', 'model', 'workspace', 'change', 'rules'],
};
const engine = Object.keys(below);
below.features = engine;
below.scaffold = engine;
below.verify = engine;
// The ports as Node has them.
below.node = engine;
below.cli = [...engine, 'features', 'scaffold', 'verify', 'node'];
below.lsp = [...below.cli, 'cli'];

const rooms = Object.entries(below).map(([room, others]) => ({
  name: `${room}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^server/src/${room}/` },
  to: { path: '^(server|client)/', pathNot: `^server/src/(${[room, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'a-rule-imports-no-other-rule',
      severity: 'error',
      from: { path: '^server/src/rules/([^/]+)/([^/]+)$' },
      to: { path: '^server/src/rules/[^/]+/[^/]+$', pathNot: '^server/src/rules/lib/' },
    },
    {
      name: 'only-the-ports-touch-the-system',
      comment: 'The engine gets files, time and version control through base/ports.',
      severity: 'error',
      from: {
        path: '^server/src/(base|sql|spec|model|workspace|change|rules|lint|features|scaffold)/',
        pathNot: '^server/src/sql/parse-worker\\.ts$',
      },
      to: { path: '^(node:)?(fs|fs/promises|child_process|http|https|net|os)$' },
    },
    {
      name: 'only-lsp-knows-lsp',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/lsp/' },
      to: { path: 'node_modules/vscode-(languageserver|jsonrpc)' },
    },
    {
      name: 'only-the-client-knows-vscode',
      severity: 'error',
      from: { pathNot: '^client/src/' },
      to: { path: '^vscode$|node_modules/(@types/vscode|vscode-languageclient)/' },
    },
    {
      name: 'the-client-knows-the-protocol-only',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^(server|client)/', pathNot: '^(client/src/|server/src/lsp/(erd-)?protocol\\.ts$)' },
    },
    {
      name: 'the-page-knows-messages-only',
      severity: 'error',
      from: { path: '^client/webview/' },
      to: {
        path: '^(server|client)/',
        pathNot:
          '^(client/webview/|client/src/erdMessages\\.ts$|server/src/(base|diagram)/|server/src/lsp/(erd-)?protocol\\.ts$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
