import assert from 'node:assert';
import * as vscode from 'vscode';
import { eventually, expectFindings, extension, file, findings, rangeOf, ready, write } from './support';

const source = `create table lockers (
  id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  opened_at timestamp,
  constraint lockers_pkey primary key (id)
);
`;

/** One of each kind about a table `{t}` of its own: where something is wrong, what is hovered, and what its fixes are called. */
const DOCUMENTS: Readonly<
  Record<string, { name: string; text: string; at: string; hovered: string; inDocument: RegExp; inSchema?: RegExp }>
> = {
  list: {
    name: 'crates-data-model.md',
    text: '# Data Model: Crates\n\n## Entities\n\n### {t}\n- id: UUID (PK)\n- opened_at: DATE\n',
    at: 'DATE',
    hovered: 'opened_at',
    inDocument: /^Change to/,
    inSchema: /in the schema/,
  },
  table: {
    name: 'crates-data-model.md',
    text: '# Crates Data Model\n\n## Tables\n\n### {t}\n\n| Field | Type | Null |\n|---|---|---|\n| id | uuid | NO |\n| opened_at | timestamptz | NO |\n| created_at | timestamptz | NO |\n',
    at: 'NO |\n| created_at',
    hovered: '{t}\n',
    inDocument: /^Say `YES`/,
    inSchema: /NOT NULL in the schema/,
  },
  full: {
    name: 'crates-data-model.md',
    text: '# Data Model: Crates\n\n## Entities\n\n### {t}\n\n- id: UUID (PK)\n\n#### Access Patterns\n\n| # | Pattern | Query shape | Frequency | Latency SLA |\n|---|---|---|---|---|\n| AP1 | opened today | `WHERE opened_at = ?` | 100/min | < 50ms |\n\n#### Indexes\n\n| Access pattern | Index needed | Type | Rationale |\n|---|---|---|---|\n',
    at: 'WHERE opened_at = ?',
    hovered: 'WHERE opened_at',
    inDocument: /Indexes table/,
    inSchema: /^Make `\w+` in the schema/,
  },
  diagram: {
    name: 'crates.mmd',
    text: 'erDiagram\n    {t} {\n        uuid id PK\n        date opened_at\n    }\n',
    at: 'date',
    hovered: 'opened_at',
    inDocument: /^Write `/,
    inSchema: /in the schema/,
  },
  contract: {
    name: 'database-contracts.yaml',
    text: 'version: "1"\ntables:\n  {t}:\n    columns:\n      id:\n        type: uuid\n        primary_key: true\n      opened_at:\n        type: date\n',
    at: 'date',
    hovered: 'opened_at',
    inDocument: /^Change to/,
    inSchema: /in the schema/,
  },
  dictionary: {
    name: 'crates-dictionary.md',
    text: '# Data Dictionary: {t}\n\n## Column Inventory\n\n| Column Name | Type | Nullable |\n|---|---|---|\n| id | uuid | NO |\n| opened_at | timestamptz | YES |\n\n## Keys & Indexes\n\n| Type | Column(s) | Name |\n|---|---|---|\n| Primary Key | id | {t}_pkey |\n| Index | opened_at | idx_{t} |\n',
    at: 'opened_at | idx',
    hovered: '{t}_pkey',
    inDocument: /^Take the row away/,
    inSchema: /^Make `\w+` in the schema/,
  },
  plan: {
    name: 'migration-plan.md',
    text: '# Migration Plan: Crates get a label\n\n## Migration Steps\n\n### Step 1: Add column `label`\n\n- Migration: `{t}.sql`\n- Rollback: N/A\n',
    at: 'N/A',
    hovered: '{t}.sql',
    inDocument: /^Say "DROP COLUMN"/,
  },
};

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

  it('each kind of document is checked, hovered and mended on either side', async () => {
    for (const [kind, { name, inDocument, inSchema, ...about }] of Object.entries(DOCUMENTS)) {
      const table = `${kind}_crates`;
      const [text, at, hovered] = [about.text, about.at, about.hovered].map((each) => each.replaceAll('{t}', table)) as [string, string, string]; // prettier-ignore
      const folder = `suite/${kind}`;
      const sql = source.replaceAll('lockers', table).replace('timestamp,', 'timestamptz,');
      await vscode.workspace.fs.writeFile(file(`${folder}/${table}.sql`), Buffer.from(sql));
      const { document } = await write(`${folder}/${name}`, text);
      const actions = await eventually(async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          rangeOf(document, at),
          vscode.CodeActionKind.QuickFix.value,
          30,
        );
        const said = `${kind}: ${found.map(({ title }) => title).join(', ')}`;
        assert(
          found.some(({ title }) => inDocument.test(title)),
          said,
        );
        if (inSchema)
          assert(
            found.some(({ title }) => inSchema.test(title)),
            said,
          );
        return found;
      });
      await eventually(async () => {
        const place = rangeOf(document, hovered).start;
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place); // prettier-ignore
        assert(hovers.length > 0, `${kind}: a hover on ${hovered}`);
      });
      if (inSchema) {
        const change = actions.find(({ title }) => inSchema.test(title))!.edit!;
        assert.deepStrictEqual(change.entries().map(([uri]) => uri.path.endsWith(`/${table}.sql`)), [true], kind); // prettier-ignore
      }
      await vscode.workspace.applyEdit(actions.find(({ title }) => inDocument.test(title))!.edit!);
      await eventually(() =>
        assert(
          findings(document).every(({ range }) => document.getText(range) !== at),
          kind,
        ),
      );
      await document.save();
    }
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
