import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { RULES } from '../../server/src/rules/registry.generated';
import { cli, TempFolder } from '../support/cli';

const GOOD = `CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
`;
const ORDERS = GOOD.replace('users', 'orders').replace(
  'id uuid',
  'user_id uuid REFERENCES users ON DELETE CASCADE,\n    id uuid',
);
const BROKEN = 'CREATE TABLE broken (id int;\n';

interface Json {
  files: {
    path: string;
    diagnostics: {
      rule: string;
      severity: string;
      message: string;
      fix: string | null;
      docs: string | null;
      range: unknown;
    }[];
  }[];
  summary: Record<string, number>;
}

const folders: TempFolder[] = [];
afterEach(() => folders.splice(0).forEach((folder) => folder.dispose()));

function folder(files: Readonly<Record<string, string | Buffer>>): TempFolder {
  const made = new TempFolder(files);
  folders.push(made);
  return made;
}

async function json(at: TempFolder, ...args: string[]): Promise<Json> {
  return JSON.parse((await cli(at.path, 'check', '--format', 'json', ...args)).out) as Json;
}

const rules = ({ files }: Json) =>
  files.flatMap(({ path, diagnostics }) => diagnostics.map(({ rule }) => `${path}: ${rule}`));

describe('the command line', () => {
  it.each([
    ['--help', 'tablewright <command>'],
    ['-h', 'check [path…]'],
    ['--version', version],
    ['check --help', '--max-warnings N'],
    ['new --help', '--parent TABLE'],
    ['lsp -h', '--stdio'],
  ])('%s', async (args, says) => {
    const run = await cli('/', ...args.split(' '));
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(says);
  });

  it.each([
    ['', 'tablewright <command>'],
    ['chekc', "There is no command 'chekc'."],
    ['--colour', "Unknown option '--colour'."],
    ['check --formt json', "Unknown option '--formt'."],
    ['check --format', "Option '--format <value>' argument missing."],
    ['check --format xml', "There is no format 'xml'"],
    ['check --fix=yes', "Option '--fix' does not take an argument."],
    ['check --fail-on hints', '`--fail-on` takes `error`, `warning` or `gate`'],
    ['check --max-warnings many', "`--max-warnings` needs a number, not 'many'."],
    ['check --config nowhere.json', "nowhere.json can't be read: there is no such file or folder."],
    ['lsp', '`--stdio`'],
    ['new', '`contract` or `ddl`'],
    ['new table x', "There is no new 'table'"],
    ['new entity', 'Say the name'],
    ['new entity X --in nowhere', 'There is no file or folder nowhere.'],
  ])('wrong use: %s', async (args, says) => {
    const run = await cli(folder({}).path, ...args.split(' ').filter((word) => word !== ''));
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(says);
  });
});

describe('check', () => {
  it('has nothing to say of a good schema', async () => {
    expect(await cli(folder({ 'a.sql': GOOD }).path, 'check')).toEqual({
      code: 0,
      out: 'No findings in 1 file.\n',
      err: '',
    });
    expect(await cli(folder({}).path, 'check')).toEqual({ code: 0, out: 'No findings in 0 files.\n', err: '' });
  });

  it('shows people each finding with its line', async () => {
    const run = await cli(folder({ 'a/b.sql': `${GOOD}\n${BROKEN}` }).path, 'check');
    expect(run.code).toBe(1);
    expect(run.out).toBe(`a/b.sql:7:28  error  syntax
  Syntax error at or near ";": expected \`)\`.
    7 | CREATE TABLE broken (id int;
      |                            ^

1 error in 1 of 1 file.
`);
  });

  it('shows the part of a long line that matters, and no control characters', async () => {
    const long = `SELECT '${'x'.repeat(5000)}\u001b[31m\t', FROM${' '.repeat(3000)};\n`;
    const { out } = await cli(folder({ 'a.sql': long }).path, 'check');
    expect(out).toContain('FROM');
    expect(out).not.toContain('\u001b');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('says a line of megabytes in a few words', async () => {
    const run = await cli(folder({ 'a.sql': 'x'.repeat(10e6) }).path, 'check');
    expect(run.code).toBe(1);
    expect(run.out.length).toBeLessThan(1000);
  });

  it('prints JSON by path and place', async () => {
    const at = folder({ 'b.sql': BROKEN, 'a/x.sql': ORDERS, 'users.sql': GOOD });
    expect(await json(at)).toEqual({
      files: [
        {
          path: 'a/x.sql',
          diagnostics: [
            expect.objectContaining({
              rule: 'foreign-key-without-index',
              severity: 'warning',
              fix: 'suggestion',
              docs: 'docs/rules/foreign-key-without-index.md',
            }),
            expect.objectContaining({ rule: 'unnamed-constraint', severity: 'hint', fix: 'safe' }),
          ],
        },
        {
          path: 'b.sql',
          diagnostics: [
            {
              rule: 'syntax',
              severity: 'error',
              message: 'Syntax error at or near ";": expected `)`.',
              range: { start: { line: 0, character: 27 }, end: { line: 0, character: 28 } },
              fix: 'suggestion',
              docs: null,
            },
          ],
        },
      ],
      summary: { errors: 1, warnings: 1, infos: 0, hints: 1, files: 3 },
    });
  });

  it('counts places in UTF-16, as LSP does', async () => {
    const { files } = await json(folder({ 'a.sql': '/* 💥é */ SELEC 1;' }));
    expect(files[0]!.diagnostics[0]!.range).toEqual({
      start: { line: 0, character: 10 },
      end: { line: 0, character: 15 },
    });
  });

  it('checks the file that is named, and knows the ones beside it', async () => {
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS, 'broken.sql': BROKEN });
    expect(rules(await json(at, 'orders.sql'))).toEqual([
      'orders.sql: foreign-key-without-index',
      'orders.sql: unnamed-constraint',
    ]);
    expect((await json(at, 'orders.sql')).summary.files).toBe(1);
  });

  it('knows the project around a file, where something marks it', async () => {
    const files = { 'db/users.sql': GOOD, 'db/more/orders.sql': ORDERS };
    const unknown = 'db/more/orders.sql: unknown-reference';
    expect(rules(await json(folder(files), 'db/more/orders.sql'))).toContain(unknown);
    expect(rules(await json(folder({ ...files, 'tablewright.json': '{}' }), 'db/more/orders.sql'))).not.toContain(
      unknown,
    );
    expect(rules(await json(folder({ ...files, '.git/HEAD': '' }), 'db/more/orders.sql'))).not.toContain(unknown);
  });

  it('takes several files and folders, each once', async () => {
    const at = folder({ 'a/x.sql': BROKEN, 'a/b/y.sql': BROKEN, 'c/z.sql': BROKEN });
    expect(rules(await json(at, 'a/b', 'a', 'c/z.sql', at.at('c/z.sql')))).toEqual([
      'a/b/y.sql: syntax',
      'a/x.sql: syntax',
      'c/z.sql: syntax',
    ]);
  });

  it('checks a named file even where git ignores it', async () => {
    const at = folder({ '.gitignore': 'out/', 'out/a.sql': BROKEN });
    expect((await json(at)).summary.files).toBe(0);
    expect(rules(await json(at, 'out/a.sql'))).toEqual(['out/a.sql: syntax']);
  });

  it('names files outside the working directory', async () => {
    const at = folder({ 'in/x': '', 'out/a.sql': BROKEN });
    const run = await cli(at.at('in'), 'check', '../out', '--format', 'json');
    expect(rules(JSON.parse(run.out) as Json)).toEqual(['../out/a.sql: syntax']);
  });

  it('obeys the configuration above a folder, or the one that is named', async () => {
    const off = '{"rules": {"unnamed-constraint": "off", "foreign-key-without-index": "error"}}';
    const at = folder({
      'tablewright.json': off,
      'db/users.sql': GOOD,
      'db/orders.sql': ORDERS,
      'other/ci.json': '{"exclude": ["db/orders.sql"]}',
    });
    expect(rules(await json(at, 'db'))).toEqual(['db/orders.sql: foreign-key-without-index']);
    expect((await cli(at.path, 'check', 'db')).code).toBe(1);
    expect(rules(await json(at, '--config', 'other/ci.json'))).toEqual([]);
  });

  it('says what is wrong in a configuration', async () => {
    const at = folder({ 'tablewright.json': '{"presett": "strict"}', 'a.sql': GOOD });
    expect(rules(await json(at, 'a.sql'))).toEqual(['tablewright.json: configuration']);
  });

  it('bears with as many warnings as it may', async () => {
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS });
    expect((await cli(at.path, 'check')).code).toBe(0);
    expect((await cli(at.path, 'check', '--max-warnings', '1')).code).toBe(0);
    const run = await cli(at.path, 'check', '--max-warnings', '0');
    expect(run).toMatchObject({ code: 1, err: '1 warning, and --max-warnings allows 0.\n' });
  });

  it('fails on warnings, or on quality gates, where that is asked', async () => {
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS });
    expect((await cli(at.path, 'check', '--fail-on', 'warning')).code).toBe(1);
    const failed = await cli(at.path, 'check', '--fail-on', 'gate', '--gates');
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/^ {2}foreign key indexes +failed \(1\)$/m);
    expect(failed.out).toMatch(/^ {2}primary keys +passed$/m);
    expect((await cli(at.path, 'check', '--fail-on', 'gate')).err).toBe(
      'A quality gate failed: foreign key indexes.\n',
    );
    const broken = folder({ 'users.sql': GOOD, 'broken.sql': BROKEN });
    expect((await cli(broken.path, 'check', '--fail-on', 'gate')).code).toBe(1);
    const passed = folder({ 'users.sql': GOOD });
    expect((await cli(passed.path, 'check', '--fail-on', 'gate')).code).toBe(0);
    const off = Object.fromEntries(RULES.filter(({ gate }) => gate === 'naming').map(({ id }) => [id, 'off']));
    const unnamed = folder({ 'users.sql': GOOD, 'tablewright.json': JSON.stringify({ rules: off }) });
    expect((await cli(unnamed.path, 'check', '--gates')).out).toMatch(/^ {2}naming +not checked$/m);
    const asJson = await cli(at.path, 'check', '--gates', '--format', 'json');
    expect(asJson.err).toContain('Quality gates');
    expect(() => JSON.parse(asJson.out) as unknown).not.toThrow();
  });

  it('prints what each rule cost', async () => {
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS });
    const { out } = await cli(at.path, 'check', '--timing');
    expect(out).toMatch(/^ {2}foreign-key-without-index +2 +\d+\.\d$/m);
    expect(out).toMatch(/^ {2}all rules +\d+ +\d+\.\d$/m);
    const asJson = await cli(at.path, 'check', '--timing', '--format', 'json');
    expect(asJson.err).toContain('all rules');
    expect(() => JSON.parse(asJson.out) as unknown).not.toThrow();
  });

  it('accepts what is there, and then tells only what is new, also where lines moved', async () => {
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS, 'broken.sql': BROKEN });
    const accepted = await cli(at.path, 'check', '--write-baseline');
    expect(accepted).toMatchObject({ code: 0, err: '' });
    expect(accepted.out).toMatch(/^\d+ findings? accepted in \.tablewright\/baseline\.json/);
    at.write('orders.sql', `-- moved\n\n${ORDERS}`);
    expect(rules(await json(at))).toEqual(['broken.sql: syntax']);
    at.write('more.sql', ORDERS.replace('orders', 'returns'));
    expect(rules(await json(at))).toContain('more.sql: foreign-key-without-index');
    at.write('orders.sql', GOOD.replace('users', 'orders'));
    const run = await cli(at.path, 'check');
    expect(run.err).toMatch(/accepted findings? (?:is|are) gone/);
  });

  it('accepts what is in one file, and leaves what was accepted in others', async () => {
    const more = ORDERS.replace('orders', 'returns');
    const at = folder({ 'users.sql': GOOD, 'orders.sql': ORDERS });
    await cli(at.path, 'check', '--write-baseline');
    at.write('more.sql', more);
    at.write('other.sql', ORDERS.replace('orders', 'offers'));
    await cli(at.path, 'check', '--write-baseline', 'more.sql');
    const files = (await json(at)).files.map(({ path }) => path);
    expect(files).toEqual(['other.sql']);
  });

  it('says where the accepted findings cannot be read', async () => {
    const at = folder({ 'orders.sql': GOOD + ORDERS, '.tablewright/baseline.json': 'nonsense' });
    const run = await cli(at.path, 'check');
    expect(run.err).toContain("baseline.json can't be read, so no finding counts as accepted.");
    expect(run.out).toContain('foreign-key-without-index');
  });

  it('leaves files of another dialect alone, with one word for each folder of them', async () => {
    const table = (type: string) => `CREATE TABLE notes (id ${type} PRIMARY KEY, body text);\n`;
    const at = folder({
      'migrations/V1__notes.postgres.up.sql': table('int'),
      'migrations/V1__notes.sqlite.up.sql': table('integer'),
      'migrations/V1__notes.mysql.up.sql': table('int'),
      'migrations/V2__drop_mysql.postgres.up.sql': 'ALTER TABLE notes ADD COLUMN title text;\n',
      'db/sqlite3/1.sql': table('integer'),
      'db/create-mysql.sql': 'SET @a = 1;\n',
      // The second one of a project, not the product.
      'internal/db2/1.sql': table('int').replace('notes', 'more_notes'),
    });
    const report = await json(at);
    const left = report.files.flatMap(({ path, diagnostics }) =>
      diagnostics.flatMap(({ rule, message }) => (rule === 'not-postgresql' ? [`${path}: ${message}`] : [])),
    );
    const says = (name: string) => `The name of this file or of its folder says ${name}, so it is not checked.`;
    expect(left).toEqual([
      `db/create-mysql.sql: ${says('MySQL')}`,
      `db/sqlite3/1.sql: ${says('SQLite')}`,
      `migrations/V1__notes.mysql.up.sql: ${says('MySQL')} The same goes for 1 more file of this folder.`,
    ]);
    expect(report.summary).toMatchObject({ errors: 0, warnings: 0 });
  });

  it('goes on where something can not be read, and says so', async () => {
    const at = folder({
      'a.sql': BROKEN,
      'nul.sql': Buffer.from('SELECT 1;\0'),
      'utf16.sql': Buffer.from('\ufeffSELECT 1;', 'utf16le'),
      'large.sql': Buffer.alloc(21e6, 32),
      'notes.md': '# Notes\n',
    });
    const run = await cli(at.path, 'check', '.', 'missing', 'notes.md');
    expect(run.code).toBe(2);
    expect(run.out).toContain('1 error in 1 of 1 file.');
    expect(run.err.replaceAll(at.path, '').split('\n').sort()).toEqual([
      '',
      '/large.sql has 21 MB and is not read; the limit is 20 MB.',
      '/nul.sql is binary (it holds a NUL byte) and is not read.',
      '/utf16.sql is UTF-16 and is not read. Save it as UTF-8.',
      'There is no file or folder missing.',
      'notes.md is not checked: it is neither SQL nor a document that describes a data model.',
    ]);
  });

  it('leaves migrations that were applied as they are, and says so', async () => {
    const sql = ORDERS.replace('CASCADE', 'CASCADE CHECK (user_id IS NOT NULL)');
    const config = JSON.stringify({ roots: [{ name: 'app', files: ['m/*.sql'], applied: '2' }] });
    const files = { 'm/001_users.sql': GOOD, 'm/002_a.sql': sql, 'm/003_b.sql': sql.replace('orders', 'bills') };
    const at = folder({ 'tablewright.json': config, ...files });
    const run = await cli(at.path, 'check', '--fix');
    expect(readFileSync(at.at('m/002_a.sql'), 'utf8')).toBe(sql);
    expect(run.out).toContain('Fixed 2 findings in 1 file.\n');
    expect(run.out).toContain(
      "2 findings in migrations that were applied: these aren't edited, the fix needs a new migration",
    );
  });

  it('waits for large statements', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `(${i}, 'some text')`);
    const insert = (end: string) => `INSERT INTO t VALUES\n${rows.join(',\n')}${end}\n`;
    expect(insert('').length).toBeGreaterThan(256 * 1024);
    const found = await json(folder({ 'good.sql': insert(';'), 'bad.sql': insert(' oops oops;') }));
    expect(rules(found)).toEqual(['bad.sql: syntax']);
  });
});

describe('check --fix', () => {
  it.each([
    ['\n', ''],
    ['\r\n', '\ufeff'],
  ])('applies what is safe and nothing else, line ends %j', async (eol, mark) => {
    const sql = ORDERS.replace('CASCADE', 'CASCADE CHECK (user_id IS NOT NULL)').replaceAll('\n', eol);
    const at = folder({ 'users.sql': GOOD, 'orders.sql': mark + sql });
    const run = await cli(at.path, 'check', '--fix');
    expect(run.out).toContain('Fixed 2 findings in 1 file.\n');
    expect(run.out).toContain('1 warning in 1 of 2 files.');
    expect(readFileSync(at.at('orders.sql'), 'utf8')).toBe(
      mark +
        sql
          .replace('REFERENCES', 'CONSTRAINT fk_orders_user_id REFERENCES')
          .replace('CHECK', 'CONSTRAINT chk_orders_user_id CHECK'),
    );
    expect((await cli(at.path, 'check', '--fix')).out).toContain('Fixed 0 findings in 0 files.\n');
  });

  it('touches only what is named', async () => {
    const at = folder({ 'users.sql': GOOD, 'a.sql': ORDERS, 'b.sql': ORDERS.replace('orders', 'bills') });
    expect((await cli(at.path, 'check', '--fix', 'a.sql')).out).toContain('Fixed 1 finding in 1 file.\n');
    expect(readFileSync(at.at('b.sql'), 'utf8')).not.toContain('CONSTRAINT');
  });

  it('leaves a file alone that is not UTF-8, and says so', async () => {
    const bytes = Buffer.from(`-- caf\xe9\n${ORDERS}`, 'latin1');
    const at = folder({ 'users.sql': GOOD, 'orders.sql': bytes });
    const run = await cli(at.path, 'check', '--fix');
    expect(run.code).toBe(2);
    expect(run.err).toContain("is not written: it was changed meanwhile, or isn't all UTF-8.");
    expect(run.out).toContain('unnamed-constraint');
    expect(readFileSync(at.at('orders.sql')).equals(bytes)).toBe(true);
  });

  it('says on the side what it did where the output is JSON', async () => {
    const run = await cli(
      folder({ 'users.sql': GOOD, 'orders.sql': ORDERS }).path,
      'check',
      '--fix',
      '--format',
      'json',
    );
    expect(run.err).toBe('Fixed 1 finding in 1 file.\n');
    expect((JSON.parse(run.out) as Json).summary.infos).toBe(0);
  });
});

describe('new', () => {
  it('writes a file and prints its path', async () => {
    const at = folder({ 'db/users.sql': GOOD });
    expect(await cli(at.path, 'new', 'entity', 'Order', '--parent', 'users')).toEqual({
      code: 0,
      out: 'db/orders.sql\n',
      err: '',
    });
    expect(readFileSync(at.at('db/orders.sql'), 'utf8')).toContain('REFERENCES users (id)');
    expect((await cli(at.path, 'check')).out).toBe('No findings in 2 files.\n');
  });

  it('prints it instead when asked to', async () => {
    const at = folder({ 'db/users.sql': GOOD });
    const run = await cli(at.path, 'new', 'migration', 'add note to users', '--dry-run');
    expect(run.out).toMatch(
      /^migrations\/\d{14}_add_note_to_users\.sql:\n-- \+migrate Up\nALTER TABLE users ADD COLUMN note text;\n/,
    );
    expect((await json(at)).summary.files).toBe(1);
  });

  it('looks for the schema where it is told to', async () => {
    const at = folder({ 'a/users.sql': GOOD, 'b/x': '' });
    expect((await cli(at.path, 'new', 'entity', 'Order', '--in', 'b')).out).toBe('b/schema/orders.sql\n');
    expect((await cli(at.path, 'new', 'entity', 'Order', '--in', 'a/users.sql')).out).toBe('a/orders.sql\n');
  });

  it('writes over nothing', async () => {
    const at = folder({ 'orders.sql': '-- mine\n', 'users.sql': GOOD });
    expect(await cli(at.path, 'new', 'entity', 'Order')).toEqual({
      code: 2,
      out: '',
      err: 'orders.sql exists already. Nothing was changed.\n',
    });
    expect(readFileSync(at.at('orders.sql'), 'utf8')).toBe('-- mine\n');
  });
});

describe('new change', () => {
  const START = 'CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n';

  it('writes the migrations of a safe change, and its plan', async () => {
    const at = folder({ 'm/001_orders.up.sql': START, 'm/001_orders.down.sql': 'DROP TABLE orders;\n' });
    const run = await cli(at.path, 'new', 'change', 'add-index', 'table=orders', 'columns=note');
    expect(run.out.split('\n')).toEqual([
      'm/002_add_orders_note_idx.up.sql',
      'm/002_add_orders_note_idx.down.sql',
      'docs/migration-plans/add_an_index_to_orders.md',
      '',
    ]);
    const up = readFileSync(at.at('m/002_add_orders_note_idx.up.sql'), 'utf8');
    expect(up).toBe('CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);\n');
    expect(readFileSync(at.at('m/002_add_orders_note_idx.down.sql'), 'utf8')).toBe(
      'DROP INDEX CONCURRENTLY orders_note_idx;\n',
    );
  });

  it.each([
    [['set-not-nul'], "There is no change 'set-not-nul': one of add-not-null-column"],
    [['add-index', 'tabel=orders'], '`add-index` takes table=…, columns=…'],
    [['add-index', 'table=orders'], '`columns` is missing.'],
    [['add-index', 'table=order', 'columns=note'], 'There is no table `order`.'],
    [['change-type', 'table=orders', 'column=note', 'type=txt'], 'There is no type `txt` here.'],
    [
      ['change-type', 'table=orders', 'column=note', 'type=text; DROP TABLE orders'],
      'There is no type `text; DROP TABLE orders` here.',
    ],
    [['add-check', 'table=orders', 'expression=id >'], "PostgreSQL doesn't read"],
    [['add-check', 'table=orders', 'expression=idd > 0'], 'Table orders has no column idd'],
    [['add-check', 'table=orders', 'expression=id > 0); DROP TABLE orders; --'], 'is more than one statement'],
  ])('%j is answered with what is wrong, and nothing is written', async (args, says) => {
    const at = folder({ 'm/001_orders.sql': START });
    const run = await cli(at.path, 'new', 'change', ...args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(says);
    expect(readdirSync(at.path)).toEqual(['m']);
    expect(readdirSync(at.at('m'))).toEqual(['001_orders.sql']);
  });

  it('gives the plan another name where one of that name is there', async () => {
    const at = folder({ 'm/001_orders.sql': START });
    const made = (expression: string) =>
      cli(at.path, 'new', 'change', 'add-check', 'table=orders', `expression=${expression}`);
    expect((await made('id > 0')).out).toContain('docs/migration-plans/check_orders.md\n');
    expect((await made("note <> ''")).out).toContain('docs/migration-plans/check_orders-2.md\n');
  });
});
