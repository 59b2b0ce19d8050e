import assert from 'node:assert';
import * as vscode from 'vscode';
import { eventually, rangeOf, ready, write } from './support';

const up = 'ALTER TABLE customers ALTER COLUMN phone SET NOT NULL;';
const source = `-- +migrate Up\n${up}\n\n-- +migrate Down\nALTER TABLE customers ALTER COLUMN phone DROP NOT NULL;\n`;

describe('a dangerous statement', () => {
  before(ready);

  it('offers its recipe: the first step in its place, the others in new files', async () => {
    const { document } = await write('migrations/20990101000000-require-phone.sql', source);
    try {
      const fix = await eventually(async () => {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          rangeOf(document, up),
          vscode.CodeActionKind.QuickFix.value,
          20,
        );
        const found = actions.find(({ title }) => title === 'Change safely: Make a column NOT NULL');
        assert(found?.edit, actions.map(({ title }) => title).join(', '));
        return found.edit;
      });
      const written = fix.entries().map(([uri, edits]) => [vscode.workspace.asRelativePath(uri), edits.map(({ newText }) => newText).join('')] as const); // prettier-ignore
      const texts = new Map(written);
      const names = [...texts.keys()];
      assert.deepStrictEqual(
        names.map((name) => name.replace(/\d{14}/, '…')),
        [
          'migrations/…-require-phone.sql',
          'migrations/…-validate-phone-of-customers.sql',
          'migrations/…-set-not-null-of-phone-in-customers.sql',
          'docs/migration-plans/make_customers_phone_not_null.md',
        ],
      );
      assert.match(texts.get(names[0]!)!, /CHECK \(phone IS NOT NULL\) NOT VALID;/);
      assert.match(texts.get(names[1]!)!, /VALIDATE CONSTRAINT/);
      assert.match(texts.get(names[2]!)!, /ALTER COLUMN phone SET NOT NULL;/);
      assert.match(texts.get(names[3]!)!, /^# Migration Plan/);
      assert.strictEqual(document.getText(), source);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(document.uri);
    }
  });
});
