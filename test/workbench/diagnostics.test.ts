import assert from 'node:assert';
import * as vscode from 'vscode';
import { eventually, expectFindings, file, findings, ready, ruleOf, type, write } from './support';

const table = (name: string, ...columns: string[]) =>
  [
    `create table ${name} (`,
    '  id uuid not null,',
    '  created_at timestamptz not null default now(),',
    '  updated_at timestamptz not null default now(),',
    ...columns.map((column) => `  ${column},`),
    `  constraint ${name}_pkey primary key (id)`,
    ');',
    '',
  ].join('\n');

describe('diagnostics', () => {
  before(ready);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are at the mistake, with the rule and its documentation', async () => {
    const { document } = await write('suite/place.sql', table('places', 'opened_at timestamp'));
    const [found] = await expectFindings(document, 'timestamp');
    assert(found && typeof found.code === 'object');
    assert.match(ruleOf(found), /^[a-z]+(-[a-z]+)*$/);
    assert.match(found.code.target.path, new RegExp(ruleOf(found)));
  });

  it('are at the same place in a file with CRLF', async () => {
    const { document } = await write('suite/crlf.sql', table('crlfs', 'opened_at timestamp').replaceAll('\n', '\r\n'));
    await expectFindings(document, 'timestamp');
  });

  it('follow what is typed', async () => {
    const editor = await write('suite/typed.sql', table('typed'));
    await type(editor, table('typed', 'at timestamp'));
    await expectFindings(editor.document, 'timestamp');
    await type(editor, table('typed', 'at timestamptz'));
    await expectFindings(editor.document);
    await editor.document.save();
  });

  it('go on behind a statement that is wrong', async () => {
    const { document } = await write('suite/broken.sql', `create table half;\n${table('whole', 'at timestamp')}`);
    await eventually(() => {
      const rules = findings(document).map(ruleOf);
      assert.deepStrictEqual([rules[0], rules.length], ['syntax', 2], rules.join(', '));
    });
  });

  it('know the tables of closed files, and hear that one is gone', async () => {
    await vscode.workspace.fs.writeFile(file('suite/owner.sql'), Buffer.from(table('owners')));
    const reference = 'owner_id uuid not null constraint pets_owner_id_fkey references owners (id) on delete cascade';
    const index = 'create index pets_owner_id_idx on pets (owner_id);\n';
    const { document } = await write('suite/pet.sql', table('pets', reference) + index);
    await expectFindings(document);
    await vscode.workspace.fs.delete(file('suite/owner.sql'));
    await expectFindings(document, 'owners');
  });

  it('are silenced by a comment with a reason', async () => {
    const editor = await write('suite/silenced.sql', table('silenced', 'at timestamp'));
    const [found] = await expectFindings(editor.document, 'timestamp');
    assert(found);
    const comment = `-- tablewright-disable-next-line ${ruleOf(found)}: imported as it is`;
    await type(editor, table('silenced', 'at timestamp').replace('  at', `  ${comment}\n  at`));
    await expectFindings(editor.document);
    await editor.document.save();
  });

  it('follow the configuration', async () => {
    const { document } = await write('suite/configured/configured.sql', table('configured', 'at timestamp'));
    const [found] = await expectFindings(document, 'timestamp');
    assert(found);
    const configuration = file('suite/configured/tablewright.json');
    await vscode.workspace.fs.writeFile(
      configuration,
      Buffer.from(JSON.stringify({ rules: { [ruleOf(found)]: 'off' } })),
    );
    await expectFindings(document);
    await vscode.workspace.fs.delete(configuration);
    await expectFindings(document, 'timestamp');
  });

  it('come again after a restart of the server', async () => {
    const { document } = await write('suite/restarted.sql', table('restarted', 'at timestamp'));
    await expectFindings(document, 'timestamp');
    await vscode.commands.executeCommand('tablewright.restartServer');
    await ready();
    await expectFindings(document, 'timestamp');
  });

  it('leave a README alone', async () => {
    const { document } = await write('suite/README.md', '```sql\ncreate table t (at timestamp);\n```\n');
    const other = await write('suite/after.sql', table('afters', 'at timestamp'));
    await expectFindings(other.document, 'timestamp');
    assert.deepStrictEqual(findings(document), []);
  });
});
