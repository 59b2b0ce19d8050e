import { commands, Position, Uri, window, workspace, WorkspaceEdit, type Disposable, type QuickPickItem } from 'vscode';
import type { Question, SafeChangeParams, SafeChangeResult, ScaffoldFile } from '../../server/src/lsp/protocol';
import type { ActiveDocument } from './active';
import type { Client } from './client';
import { seenFirst } from './preview';

/** `Change Safely…`: questions one after another, then all files in VS Code's preview; nothing is made before the person agrees. */
export function registerSafeChange(client: Client, active: ActiveDocument): Disposable {
  return commands.registerCommand('tablewright.changeSafely', () => changeSafely(client, active.uri));
}

async function changeSafely(client: Client, uri: string | undefined): Promise<void> {
  let params: SafeChangeParams = { args: {}, ...(uri !== undefined && { uri }) };
  for (;;) {
    const result: SafeChangeResult = await client.safeChange(params);
    if (result.state === 'failed') {
      void window.showErrorMessage(result.message);
      return;
    }
    if (result.state === 'done') return preview(result.title, result.files);
    const answer = await ask(result.question);
    if (answer === undefined) return;
    params =
      result.question.name === 'recipe'
        ? { ...params, recipe: answer }
        : { ...params, args: { ...params.args, [result.question.name]: answer } };
  }
}

type Item = QuickPickItem & { readonly value: string };

/** Undefined where the person gives up; an empty text where something optional is left out. */
async function ask({ prompt, optional, many, choices }: Question): Promise<string | undefined> {
  const title = 'Change Safely';
  const prompts = optional ? `${prompt} (optional: leave it empty)` : prompt;
  if (!choices) {
    const validateInput = (text: string) => (optional || text.trim() !== '' ? undefined : 'This has to be said.');
    return (await window.showInputBox({ title, prompt: prompts, validateInput, ignoreFocusOut: true }))?.trim();
  }
  const items: Item[] = choices.map(({ value, label, description }) => ({ value, label, description }));
  const options = { title, placeHolder: prompt, matchOnDescription: true, ignoreFocusOut: true };
  if (many) {
    const picked = await window.showQuickPick(items, { ...options, canPickMany: true });
    return picked && picked.length > 0 ? picked.map(({ value }) => value).join(', ') : undefined;
  }
  const none: Item[] = optional ? [{ value: '', label: 'Leave it out' }] : [];
  return (await window.showQuickPick([...none, ...items], options))?.value;
}

/** VS Code's own preview of a change; then the plan is shown. */
async function preview(title: string, files: readonly ScaffoldFile[]): Promise<void> {
  const edit = new WorkspaceEdit();
  const metadata = { label: title, needsConfirmation: false };
  for (const { uri, text } of files) {
    const at = Uri.parse(uri, true);
    edit.createFile(at, { overwrite: false, ignoreIfExists: false }, metadata);
    edit.insert(at, new Position(0, 0), text, metadata);
  }
  const plan = files.at(-1);
  if (!plan) return;
  const at = Uri.parse(plan.uri, true);
  if (!(await workspace.applyEdit(seenFirst(edit, at, title), { isRefactoring: true }))) return;
  const isMade = await workspace.fs.stat(at).then(
    () => true,
    () => false,
  );
  if (isMade) await window.showTextDocument(at, { preview: false });
}
