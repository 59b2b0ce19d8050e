import { afterEach, describe, expect, it } from 'vitest';
import { MemoryFiles } from '../support/files';
import { TestClient, type ClientOptions } from '../support/lsp';

const clients: TestClient[] = [];

async function start(texts: Record<string, string>, options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const client = await TestClient.start({ files: MemoryFiles.of(texts), ...options });
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) {
    expect(client.logged).toEqual([]);
    client.dispose();
  }
});

const SCHEMA = `CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  full_name varchar(255) NOT NULL,
  seen timestamp,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
`;
const ORDERS = `CREATE TABLE orders (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  customer_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fk_orders_customer_id FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT
);
`;
const A = 'file:///ws/a.sql';
const B = 'file:///ws/b.sql';

describe('the queries of a long file', () => {
  const queries = Array.from({ length: 1_500 }, (_, i) => `SELECT id FROM customers WHERE full_name = '${i}';\n`).join(
    '',
  );
  const text = `${SCHEMA}${queries}SELECT id FROM customers WHERE seen = NULL;\n`;

  it('are all there in the end, and the editor is told to ask again', async () => {
    const client = await start({ '/ws/a.sql': text }, { refresh: true });
    await client.open(A, text);
    const isAll = (findings: readonly string[]) => findings.some((finding) => finding.startsWith('equals-null: '));
    for (;;) {
      const { refreshes } = client;
      const findings = await client.findings(A);
      if (isAll(findings)) {
        expect(findings).toContain('varchar-255: varchar(255)');
        break;
      }
      await client.until(() => client.refreshes > refreshes);
    }
  });

  it('are sent where the editor does not ask', async () => {
    const client = await start({ '/ws/a.sql': text }, { pull: false });
    await client.open(A, text);
    await client.until(
      () =>
        client.published
          .get(A)
          ?.at(-1)
          ?.some(({ code }) => code === 'equals-null') === true,
    );
    expect(client.published.get(A)!.length).toBeGreaterThan(1);
  });
});

describe.each(['\n', '\r\n'])('findings (line end %j)', (eol) => {
  const lines = (text: string) => text.replaceAll('\n', eol);

  it('follow the typing', async () => {
    const client = await start({ '/ws/a.sql': lines(SCHEMA) });
    await client.open(A, lines(SCHEMA));
    expect(await client.findings(A)).toContain('varchar-255: varchar(255)');
    await client.replace(A, 'varchar(255)', 'text');
    expect(await client.findings(A)).not.toContain('varchar-255: varchar(255)');
    await client.replace(A, 'seen timestamp', 'seen timestamp(');
    const broken = await client.findings(A);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatch(/^syntax: /);
    await client.replace(A, 'seen timestamp(', 'seen timestamptz');
    expect((await client.findings(A)).filter((finding) => finding.startsWith('timestamp'))).toEqual([]);
  });

  it('see other files of the same schema, open or not', async () => {
    const client = await start({ '/ws/a.sql': lines(SCHEMA), '/ws/b.sql': lines(ORDERS) });
    await client.open(B, lines(ORDERS));
    const found = await client.findings(B);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^foreign-key-without-index: /);
    await client.open(A, lines(SCHEMA));
    await client.replace(A, 'customers', 'clients');
    expect((await client.findings(B)).some((finding) => finding.startsWith('unknown-reference: customers'))).toBe(true);
  });

  it('point at the place in a text that is not ASCII', async () => {
    const text = lines(`/* é😀 */ CREATE TABLE "Ärger😀" (id uuid PRIMARY KEY, "ß" varchar(255) NOT NULL);`);
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    expect(await client.findings(A)).toContain('varchar-255: varchar(255)');
  });
});

describe('what is not checked', () => {
  it('untitled documents join no schema; other schemes are nothing of ours', async () => {
    const client = await start({ '/ws/a.sql': SCHEMA });
    await client.open('untitled:Untitled-1', ORDERS.replace('timestamptz', 'timestamp'));
    const found = await client.findings('untitled:Untitled-1');
    expect(found.some((finding) => finding.startsWith('timestamp-without-time-zone'))).toBe(true);
    expect(found.some((finding) => finding.startsWith('unknown-reference'))).toBe(false);
    await client.open('git:/ws/a.sql', SCHEMA);
    expect(await client.pull('git:/ws/a.sql')).toEqual({ kind: 'full', items: [] });
    expect([...client.engine.workspace.roots].map((root) => root.id)).not.toContain('git:/ws/a.sql');
  });

  it.each([
    ['MySQL', 'CREATE TABLE `t` (\n  `id` int AUTO_INCREMENT\n) ENGINE=InnoDB;\nCREATE TABLE b (id int);'],
    ['SQL Server', 'CREATE TABLE t (id int)\nGO\nCREATE TABLE b (id int)\nGO\n'],
    ['Jinja', '{% if x %}CREATE TABLE t (id int);{% endif %}\nCREATE TABLE b (id int);'],
    ['dbt', "SELECT * FROM {{ ref('orders') }} WHERE;"],
  ])('%s gets one information and nothing else', async (_, text) => {
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    const report = await client.pull(A);
    expect(report.kind === 'full' && report.items.map(({ code, severity }) => [code, severity])).toEqual([
      ['not-postgresql', 3],
    ]);
  });

  it('git-ignored files, and those that the configuration leaves out', async () => {
    const client = await start({
      '/ws/.gitignore': 'build/\n',
      '/ws/tablewright.json': '{ "exclude": ["old/**"], "notPostgres": ["lite/**"] }',
      '/ws/a.sql': SCHEMA,
      '/ws/build/b.sql': ORDERS,
      '/ws/old/c.sql': ORDERS,
      '/ws/lite/d.sql': ORDERS,
      '/ws/node_modules/x/e.sql': ORDERS,
    });
    expect([...client.engine.workspace.paths()].sort()).toEqual(['/ws/a.sql', '/ws/lite/d.sql']);
    expect(client.engine.workspace.roots.map((root) => root.files)).toEqual([['/ws/a.sql']]);
  });
});

describe('files that somebody else writes', () => {
  it('are read, also those of a folder that is new, but not those that git ignores', async () => {
    const texts: Record<string, string> = { '/ws/.gitignore': 'build/\n', '/ws/b.sql': ORDERS };
    const files = MemoryFiles.of(texts);
    const client = await start({}, { files });
    await client.open(B, ORDERS);
    const unknown = async () => (await client.findings(B)).filter((finding) => finding.startsWith('unknown-reference'));
    expect(await unknown()).toHaveLength(1);
    const write = async (path: string, text: string, told = [path]) => {
      files.texts.set(path, text);
      const before = client.status.length;
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: told.map((each) => ({ uri: `file://${each}`, type: 1 })),
      });
      await client.until(() => client.status.length > before);
    };
    await write('/ws/build/out.sql', SCHEMA);
    await write('/ws/node_modules/x/out.sql', SCHEMA, ['/ws/node_modules/x/out.sql', '/ws/build/out.sql']);
    expect([...client.engine.workspace.paths()]).toEqual(['/ws/b.sql']);
    await write('/ws/build/sql/out.sql', SCHEMA, ['/ws/build', '/ws/build/out.sql']);
    expect([...client.engine.workspace.paths()]).toEqual(['/ws/b.sql']);
    await write('/ws/db/sql/a.sql', SCHEMA, ['/ws/db/sql', '/ws/db', '/ws/node_modules']);
    expect([...client.engine.workspace.paths()]).toEqual(['/ws/b.sql', '/ws/db/sql/a.sql']);
    expect(await unknown()).toEqual([]);
  });
});

describe('bad input', () => {
  it('broken SQL, NUL, very long lines and open quotes leave the rest checked', async () => {
    const text = `SELEC 1;\n${SCHEMA}SELECT '\0';\nSELECT ${'x,'.repeat(50_000)}1;\nSELECT 'open;\n`;
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    const found = await client.findings(A);
    expect(found.filter((finding) => finding.startsWith('syntax:'))).toHaveLength(3);
    expect(found).toContain('varchar-255: varchar(255)');
  });

  it('a malformed configuration is said at its place, and the rest of it holds', async () => {
    const config =
      '{\n  "postgres": { "version": "new" },\n  "rules": { "varchar-255": "off", "no-such-rule": "error" },\n}';
    const client = await start({ '/ws/tablewright.json': config, '/ws/a.sql': SCHEMA });
    const uri = 'file:///ws/tablewright.json';
    await client.open(uri, config, 'jsonc');
    const report = await client.pull(uri);
    const messages =
      report.kind === 'full' ? report.items.map((item) => `${client.at(uri, item.range)} ${item.message}`) : [];
    expect(messages).toContainEqual(expect.stringMatching(/^"version" `postgres\.version` must be integer/));
    expect(messages).toContainEqual(expect.stringMatching(/^"no-such-rule" There is no rule `no-such-rule`\./));
  });

  it('at most 1,000 findings reach the editor, the worst of them, and the last says how many more there are', async () => {
    const tables = Array.from(
      { length: 400 },
      (_, i) => `CREATE TABLE t${i} (a int REFERENCES t, b int REFERENCES t, c int REFERENCES t);`,
    ).join('\n');
    const text = `CREATE TABLE t (id int PRIMARY KEY);\n${tables}\nSELEC 1;\n`;
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    const report = await client.pull(A);
    const items = report.kind === 'full' ? report.items : [];
    expect(items).toHaveLength(1_000);
    expect(items.some((item) => item.code === 'syntax')).toBe(true);
    expect(items.at(-1)!.message).toMatch(/^\d+ more findings in this file are not shown/);
  });
});

describe('suppressions', () => {
  it('silence a rule for the next line or the file, and complain when they silence nothing', async () => {
    const text = `-- tablewright-disable missing-timestamps: a log of another system
CREATE TABLE visits (
  -- tablewright-disable-next-line timestamp-without-time-zone: the other system has no zones
  at timestamp NOT NULL,
  -- tablewright-disable-next-line varchar-255: nothing here
  id uuid PRIMARY KEY,
  page text NOT NULL,
  referrer text,
  agent text
);
-- tablewright-disable-next-line no-such-rule: x
SELECT 1;
`;
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    const report = await client.pull(A);
    const items = report.kind === 'full' ? report.items.map((item) => [item.code, item.message]) : [];
    expect(items).toEqual([
      ['suppression', expect.stringContaining('silences nothing')],
      ['suppression', expect.stringContaining('no rule `no-such-rule`')],
    ]);
  });
});

describe('fixes', () => {
  it('are offered at the finding and change the text', async () => {
    const client = await start({ '/ws/a.sql': SCHEMA });
    await client.open(A, SCHEMA);
    const actions = await client.actions(A, 'varchar(255)');
    expect(actions.map((action) => action.title)).toContain('Silence varchar-255 for this line');
    expect(client.applied(A, actions[0]!)).toContain('full_name text NOT NULL');
    const silence = actions.find((action) => action.title.startsWith('Silence varchar-255'))!;
    expect(client.applied(A, silence)).toContain(
      '\n  -- tablewright-disable-next-line varchar-255: say why\n  full_name varchar(255)',
    );
  });

  it('insert the token that a broken statement lacks', async () => {
    const text = 'CREATE TABLE t (id uuid PRIMARY KEY;\n';
    const client = await start({ '/ws/a.sql': text });
    await client.open(A, text);
    const [action] = await client.actions(A, ';');
    expect(action!.title).toBe('Insert `)`');
    expect(client.applied(A, action!)).toBe('CREATE TABLE t (id uuid PRIMARY KEY);\n');
  });

  it('all safe ones at once', async () => {
    const text = ORDERS.replace('CONSTRAINT fk_orders_customer_id ', '').replace(
      'customer_id uuid NOT NULL',
      'customer_id uuid NOT NULL UNIQUE',
    );
    const client = await start({ '/ws/a.sql': SCHEMA, '/ws/b.sql': text });
    await client.open(B, text);
    const [action] = await client.actions(B, 'orders', ['source.fixAll']);
    expect(client.applied(B, action!)).toContain('CONSTRAINT fk_orders_customer_id FOREIGN KEY');
    expect(client.applied(B, action!)).toContain('CONSTRAINT uq_orders_customer_id UNIQUE');
  });
});

describe('hover', () => {
  it('shows a table with its columns, references in and out, and where it is defined', async () => {
    const client = await start({ '/ws/a.sql': SCHEMA, '/ws/b.sql': `${ORDERS}SELECT * FROM customers c;` });
    await client.open(B, `${ORDERS}SELECT * FROM customers c;`);
    const card = await client.hover(B, 'customers c');
    expect(card).toContain('TABLE customers (');
    expect(card).toContain('full_name character varying(255) NOT NULL');
    expect(card).toContain('← `orders` by `customer_id`, on delete restrict');
    expect(card).toContain('[a.sql:1](file:///ws/a.sql#L1)');
    expect(await client.hover(B, 'customer_id uuid')).toContain('→ `customers`, on delete restrict');
  });
});

describe('what a statement does to tables', () => {
  const A2 = 'file:///ws/migrations/2_b.sql';
  const second = 'ALTER TABLE a\n  ADD COLUMN note text,\n  ALTER COLUMN n TYPE bigint;\nCREATE TABLE c (id int);\n';
  const files = {
    '/ws/migrations/1_a.sql': 'CREATE TABLE a (id int PRIMARY KEY, n int);\n',
    '/ws/migrations/2_b.sql': second,
  };

  it('is shown on its words, part by part', async () => {
    const client = await start(files);
    await client.open(A2, second);
    expect(await client.hover(A2, 'ALTER TABLE')).toBe(
      'ACCESS EXCLUSIVE on a; rewrites the table; blocks reads and writes.',
    );
    expect(await client.hover(A2, 'ADD COLUMN')).toBe('ACCESS EXCLUSIVE on a; blocks reads and writes.');
    expect(await client.hover(A2, 'TYPE')).toContain('rewrites the table');
  });

  it('stands behind it where the setting asks for that', async () => {
    const hints = async (on: boolean) => {
      const client = await start(files, { settings: { 'tablewright.inlayHints.locks': on } });
      await client.open(A2, second);
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: A2 }, range });
    };
    expect(await hints(false)).toEqual([]);
    expect(await hints(true)).toEqual([
      {
        position: { line: 2, character: 29 },
        label: 'ACCESS EXCLUSIVE on a; rewrites the table; blocks reads and writes',
        paddingLeft: true,
      },
    ]);
  });
});

describe('roots', () => {
  it('a dump and a history are two schemas, and Down never folds', async () => {
    const client = await start({
      '/ws/structure.sql': '--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.a (id int);\n',
      '/ws/migrations/20260101000000_a.sql':
        '-- +migrate Up\nCREATE TABLE a (id int, b int);\n-- +migrate Down\nDROP TABLE a;\n',
      '/ws/migrations/20260102000000_b.sql':
        '-- +migrate Up\nCREATE TABLE b (id int);\n-- +migrate Down\nDROP TABLE b;\n',
    });
    expect(client.status.at(-1)!.roots).toEqual([
      expect.objectContaining({
        name: 'migrations',
        kind: 'history',
        tool: 'sql-migrate',
        files: 2,
        tables: 2,
        postgresVersion: 18,
      }),
      expect.objectContaining({ name: 'structure.sql', kind: 'dump', tables: 1 }),
    ]);
  });

  it('a folder for each migration is one history, without its down files', async () => {
    const client = await start({
      '/ws/migrations/00000000000000_setup/up.sql': 'CREATE TABLE a (id int);',
      '/ws/migrations/2026-01-02-000000_more/down.sql': 'DROP TABLE b;',
      '/ws/migrations/2026-01-02-000000_more/up.sql': 'CREATE TABLE b (id int);\nALTER TABLE a ADD x int;',
      '/ws/prisma/migrations/20260101000000_init/migration.sql': 'CREATE TABLE c (id int);',
    });
    expect(client.status.at(-1)!.roots.map(({ name, kind, files, tables }) => [name, kind, files, tables])).toEqual([
      ['migrations', 'history', 2, 2],
      ['prisma/migrations', 'history', 1, 1],
    ]);
  });

  it('files that make the same table are alternatives; a folder tree is one schema; folders stay apart', async () => {
    const client = await start(
      {
        '/one/tables/a.sql': 'CREATE TABLE a (id int PRIMARY KEY);',
        '/one/tables/sub/b.sql': 'CREATE TABLE b (a_id int REFERENCES a (id));',
        '/one/seed.sql': 'SELECT 1;',
        '/two/x.sql': 'CREATE TABLE a (id int);',
        '/two/y.sql': 'CREATE TABLE a (id bigint);',
      },
      { folders: ['/one', '/two'] },
    );
    expect(client.engine.workspace.roots.map((root) => root.files)).toEqual([
      ['/one/tables/a.sql', '/one/tables/sub/b.sql', '/one/seed.sql'],
      ['/two/x.sql'],
      ['/two/y.sql'],
    ]);
  });

  it('a history that starts from a table of another schema is no mistake', async () => {
    const history =
      '-- +migrate Up\nCREATE TABLE b (id uuid PRIMARY KEY, a_id uuid UNIQUE REFERENCES a (id), c_id uuid UNIQUE REFERENCES c (id));\n';
    const client = await start({
      '/ws/base.sql': '--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.a (id uuid PRIMARY KEY);\n',
      '/ws/migrations/20260101000000_b.sql': history,
    });
    const uri = 'file:///ws/migrations/20260101000000_b.sql';
    await client.open(uri, history);
    expect((await client.findings(uri)).filter((finding) => finding.startsWith('unknown-reference'))).toEqual([
      'unknown-reference: c',
    ]);
  });

  it('the configuration names them', async () => {
    const client = await start({
      '/ws/tablewright.json':
        '{ "roots": [{ "name": "all", "files": ["b.sql", "a.sql"] }], "postgres": { "version": 15 } }',
      '/ws/a.sql': 'CREATE TABLE a (id int);',
      '/ws/b.sql': 'CREATE TABLE a (id bigint);',
    });
    const [root] = client.engine.workspace.roots;
    expect([root!.id, root!.files, root!.postgres]).toEqual([
      'all',
      ['/ws/b.sql', '/ws/a.sql'],
      { version: 15, from: 'tablewright.json' },
    ]);
  });
});

describe('a client that cannot pull', () => {
  it('is sent the findings of each version', async () => {
    const client = await start({ '/ws/a.sql': SCHEMA }, { pull: false });
    await client.open(A, SCHEMA);
    const last = () =>
      client.published
        .get(A)
        ?.at(-1)
        ?.map((item) => item.code) ?? [];
    await client.until(() => last().includes('varchar-255'));
    await client.replace(A, 'varchar(255)', 'text');
    await client.until(() => !last().includes('varchar-255'));
  });
});

describe('unchanged findings', () => {
  it('are not sent twice', async () => {
    const client = await start({ '/ws/a.sql': SCHEMA });
    await client.open(A, SCHEMA);
    const first = await client.pull(A);
    await client.replace(A, 'full_name', 'long_name');
    const second = await client.pull(A, first.resultId);
    expect(second.kind === 'full' || second.kind === 'unchanged').toBe(true);
    expect((await client.pull(A, second.resultId)).kind).toBe('unchanged');
  });
});
