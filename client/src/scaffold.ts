import {
  Position,
  Range,
  Selection,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  commands,
  window,
  workspace,
  type Disposable,
  type QuickPickItem,
} from 'vscode';
import type { ScaffoldFile, ScaffoldParams } from '../../server/src/lsp/protocol';
import type { ActiveDocument } from './active';
import type { Client } from './client';
import { seenFirst } from './preview';
import { textColumn } from './show';

/** `New Entity…` and `New Migration…`: what they write is shown unsaved, so that nothing changes before the person saves. */
export function registerScaffolds(client: Client, active: ActiveDocument): Disposable[] {
  return [
    commands.registerCommand('tablewright.newEntity', () => newEntity(client, active.uri)),
    commands.registerCommand('tablewright.newMigration', () => newMigration(client, active.uri)),
    commands.registerCommand('tablewright.documentSchema', () => documentSchema(client, active.uri)),
    commands.registerCommand('tablewright.generateContract', () =>
      scaffold(client, { kind: 'contract', name: '', uri: active.uri }),
    ),
    commands.registerCommand('tablewright.generateDdl', () =>
      scaffold(client, { kind: 'ddl', name: '', uri: active.uri }),
    ),
    commands.registerCommand('tablewright.redrawDiagram', () => redraw(client, active.uri)),
  ];
}

async function newEntity(client: Client, uri: string | undefined): Promise<void> {
  const name = await ask('New Entity', 'What is one of them called? For example: Order item', (text) =>
    /^\p{L}[\p{L}\p{N}_ -]{0,49}$/u.test(text)
      ? undefined
      : 'Start with a letter; then letters, digits, spaces, - and _, at most 50 in all.',
  );
  if (name === undefined) return;
  const owner = await pickOwner(client, name, uri);
  if (owner) await scaffold(client, { kind: 'entity', name, uri, parent: owner.parent });
}

async function newMigration(client: Client, uri: string | undefined): Promise<void> {
  const name = await ask('New Migration', 'What does it do? For example: add status to orders', (text) =>
    /[\p{L}\p{N}]/u.test(text) && text.length <= 100
      ? undefined
      : 'Say it in a few words, with at least one letter or digit, at most 100 characters.',
  );
  if (name !== undefined) await scaffold(client, { kind: 'migration', name, uri });
}

const STYLES: readonly (QuickPickItem & { readonly style: NonNullable<ScaffoldParams['style']> })[] = [
  { label: 'Full data model', description: 'diagram, DDL, relationships, privacy, evolution', style: 'full' },
  { label: 'List of entities', description: 'one item for each column', style: 'list' },
  { label: 'Tables', description: 'one row for each column', style: 'table' },
];

async function documentSchema(client: Client, uri: string | undefined): Promise<void> {
  const picked = await window.showQuickPick(STYLES, { title: 'Document This Schema: in which style?' });
  if (picked) await scaffold(client, { kind: 'document', name: '', uri, style: picked.style });
}

/** The diagrams of the document as the schema has them; the editor shows what would change first. */
async function redraw(client: Client, uri: string | undefined): Promise<void> {
  const result = uri === undefined ? undefined : await client.redraw({ uri });
  if (!result?.ok) {
    void window.showErrorMessage(result?.message ?? 'Open a document with an ER diagram first.');
    return;
  }
  const edit = new WorkspaceEdit();
  const document = Uri.parse(uri!, true);
  const label = 'ER diagram from the schema';
  for (const { range, newText } of result.edits) {
    const at = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
    edit.replace(document, at, newText, { label, needsConfirmation: false });
  }
  await workspace.applyEdit(seenFirst(edit, document, label), { isRefactoring: true });
}

async function ask(
  title: string,
  prompt: string,
  check: (text: string) => string | undefined,
): Promise<string | undefined> {
  const validateInput = (text: string) => (text === '' ? undefined : check(text.trim()));
  const text = (await window.showInputBox({ title, prompt, validateInput }))?.trim();
  return text || undefined;
}

type Owner = QuickPickItem & { parent?: string };

async function pickOwner(client: Client, name: string, uri: string | undefined): Promise<Owner | undefined> {
  // Shown at once, and filled when the tables are there: what the person types meanwhile goes into the box.
  return window.showQuickPick(owners(client, uri), {
    title: `New Entity: what does each ${name} belong to?`,
    placeHolder: 'It gets a foreign key to the table you pick',
  });
}

async function owners(client: Client, uri: string | undefined): Promise<Owner[]> {
  const { tables } = await client.erd({ uri });
  return [
    { label: 'No owner', description: 'it stands alone' },
    ...tables
      .filter(({ kind }) => kind === 'table' || kind === 'partitioned')
      .map((table) => ({ label: table.name, description: table.schema, detail: table.comment, parent: table.key })),
  ];
}

async function scaffold(client: Client, params: ScaffoldParams): Promise<void> {
  const result = await client.scaffold(params);
  if (!result.ok) {
    void window.showErrorMessage(result.message);
    return;
  }
  const taken = await findTaken(result.files);
  if (taken) {
    void window.showErrorMessage(`${workspace.asRelativePath(taken)} exists already. Nothing was changed.`);
    return;
  }
  for (const file of result.files) await showUnsaved(file);
}

/** The first file that is there already, on disk or as a document that isn't saved yet. */
async function findTaken(files: readonly ScaffoldFile[]): Promise<Uri | undefined> {
  for (const file of files) {
    const uri = Uri.parse(file.uri, true);
    const unsaved = unsavedUri(uri).toString();
    const open = workspace.textDocuments.some((document) => document.uri.toString() === unsaved);
    if (open || (await exists(uri))) return uri;
  }
  return undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** An untitled document with a path is saved there; the authority (a remote host, a share) stays. */
const unsavedUri = (uri: Uri): Uri => uri.with({ scheme: 'untitled' });

async function showUnsaved({ uri, text, cursor }: ScaffoldFile): Promise<void> {
  const document = await workspace.openTextDocument(unsavedUri(Uri.parse(uri, true)));
  const editor = await window.showTextDocument(document, { preview: false, viewColumn: textColumn(ViewColumn.Active) });
  await editor.edit((edit) => edit.insert(new Position(0, 0), text));
  const at = new Position(cursor.line, cursor.character);
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));
}
