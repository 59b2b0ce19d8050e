import { Position, type Uri, type WorkspaceEdit } from 'vscode';

/**
 * Lets the person see an edit before it is made. VS Code opens its preview for what needs a confirmation, and leaves that out
 * until it is ticked: so that is an insertion of nothing, and all else is ticked.
 */
export function seenFirst(edit: WorkspaceEdit, at: Uri, label: string): WorkspaceEdit {
  edit.insert(at, new Position(0, 0), '', { label, needsConfirmation: true });
  return edit;
}
