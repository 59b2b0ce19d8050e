import assert from 'node:assert';
import * as vscode from 'vscode';
import { eventually, expectFindings, extension, file, rangeOf, ready, write } from './support';

const source = `create table lockers (
  id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  opened_at timestamp,
  constraint lockers_pkey primary key (id)
);
`;

describe('features', () => {
  before(ready);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('a quick fix mends what was found', async () => {
    const { document } = await write('suite/fixed.sql', source);
    await expectFindings(document, 'timestamp');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, 'timestamp,'),
      vscode.CodeActionKind.QuickFix.value,
      10,
    );
    const fix = actions.find(({ title }) => /timestamptz/i.test(title));
    assert(fix?.edit, `a fix among ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.workspace.applyEdit(fix.edit);
    await expectFindings(document);
    await document.save();
  });

  it('a document is compared with the schema, and mended in its own style', async () => {
    await vscode.workspace.fs.writeFile(
      file('suite/parcels.sql'),
      Buffer.from(source.replaceAll('lockers', 'parcels')),
    );
    const text =
      '# Data Model: Parcels\n\n## Entities\n\n### Parcel\n- id: UUID (PK)\n- opened_at: TIMESTAMP NOT NULL\n- created_at: TIMESTAMPTZ\n';
    const { document } = await write('suite/parcels-data-model.md', text);
    const actions = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        rangeOf(document, 'Parcel\n'),
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      assert(
        found.some(({ title }) => title === 'Describe `updated_at`'),
        found.map(({ title }) => title).join(', '),
      );
      return found;
    });
    await vscode.workspace.applyEdit(actions.find(({ title }) => title === 'Describe `updated_at`')!.edit!);
    assert(document.getText().endsWith('- updated_at: TIMESTAMPTZ NOT NULL DEFAULT now()\n'), document.getText());
    const commands = await vscode.commands.getCommands();
    for (const id of ['documentSchema', 'generateDdl', 'redrawDiagram'])
      assert(commands.includes(`tablewright.${id}`), id);
    await document.save();
  });

  it('a hover shows the table that a name means', async () => {
    const { document } = await write(
      'suite/hovered.sql',
      source.replaceAll('lockers', 'hovered').replace('timestamp,', 'timestamptz,') + 'select id from hovered;\n',
    );
    const at = document.positionAt(document.getText().lastIndexOf('hovered'));
    const text = await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const shown = hovers.flatMap(({ contents }) =>
        contents.map((each) => (typeof each === 'string' ? each : each.value)),
      );
      assert(shown.length > 0);
      return shown.join('\n');
    });
    assert.match(text, /opened_at/);
  });

  it('the first opening says what was found, and how much', async () => {
    const message = await extension().exports.welcomed;
    assert.match(
      message ?? '',
      /^Tablewright reads .*legacy.*25 tables in 1 file.*, and has \d+ errors?, \d+ warnings and \d+ suggestions?\./,
    );
  });

  it('the commands of the manifest are there', async () => {
    const { commands } = extension().packageJSON.contributes as { commands: { command: string }[] };
    const known = await vscode.commands.getCommands(true);
    assert.deepStrictEqual(
      commands.map(({ command }) => command).filter((command) => !known.includes(command)),
      [],
    );
  });

  it('the diagram opens to the side, once', async () => {
    await vscode.window.showTextDocument(file('suite/hovered.sql'));
    await vscode.commands.executeCommand('tablewright.openErd');
    await vscode.commands.executeCommand('tablewright.openErd');
    await eventually(() => {
      const panels = vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
        tabs.filter(({ input }) => input instanceof vscode.TabInputWebview).map(({ label }) => ({ label, viewColumn })),
      );
      assert.deepStrictEqual(panels, [{ label: 'ERD', viewColumn: vscode.ViewColumn.Two }]);
    });
  });
});
