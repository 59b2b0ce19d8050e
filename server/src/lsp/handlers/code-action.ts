import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver/node';
import type { Span } from '../../base/span';
import { editsOf, needsMigration, safeFixes, silence, type CommentStyle } from '../../features/fixes';
import { spanOf, type Finding } from '../../lint/finding';
import { migrationForEdits } from '../../scaffold/change-migration';
import { safeFixOf, writeSafeFix } from '../../scaffold/safe-fix';
import { textOf, type SpecFile } from '../../workspace/files';
import { diagnosticOf } from '../diagnostics';
import { created, previewed } from '../preview';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.tablewright`;

/** Finds a fix again when its new migration is to be written. */
interface MigrationData {
  readonly file: string;
  readonly rule: string;
  readonly start: number;
  /** `safely`: the recipe for the statement. */
  readonly fix: number | 'safely';
}

/** Fixes of the findings at a place, a comment that silences them, and fix-all. Applied migrations are never edited. */
export function codeActionHandler(session: Session): void {
  const { connection, engine, documents } = session;
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    runRequest<CodeAction[]>(engine.ports.log, 'code actions', token, [], () => {
      const path = pathOf(textDocument.uri);
      const document = path === undefined ? undefined : documents.get(path);
      if (path === undefined || !document) return [];
      const wants = (kind: string) =>
        !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const findings = engine.linter.eachFinding(path);
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        const here = findings.filter((finding) => spanOf(finding.at).start <= end && spanOf(finding.at).end >= start);
        actions.push(
          ...here.flatMap((finding) => fixActions(session, finding)),
          ...safeActions(session, here),
          ...here.flatMap((finding) => silenceAction(session, finding)),
        );
      }
      if (wants(FIX_ALL) && context.only && !engine.workspace.isApplied(path)) {
        const edits = safeFixes(findings, path).flat();
        if (edits.length > 0) {
          const edit = session.workspaceEdit(new Map([[path, edits]]));
          actions.push({ title: 'Apply all safe fixes of Tablewright', kind: FIX_ALL, edit });
        }
      }
      return actions;
    }),
  );
  connection.onCodeActionResolve((action, token) =>
    runRequest<CodeAction>(engine.ports.log, 'a new migration', token, action, async () => {
      const edit = await newMigration(session, action.data as MigrationData | undefined);
      return edit ? { ...action, edit } : action;
    }),
  );
}

function fixActions(session: Session, finding: Finding): CodeAction[] {
  const { engine } = session;
  const { workspace } = engine;
  const diagnostics = [diagnosticOf(session, finding)];
  return finding.fixes.flatMap((fix, i): CodeAction[] => {
    const action = { kind: CodeActionKind.QuickFix, diagnostics };
    if (!needsMigration(fix, finding, workspace)) {
      const { creates, renames } = fix;
      if (!session.canCreateFiles && (creates ?? renames) !== undefined) return [];
      const files = { creates, renames };
      const isPreferred = i === 0 && fix.kind === 'safe';
      return [{ ...action, title: fix.title, isPreferred, edit: session.workspaceEdit(editsOf(fix, finding), files) }];
    }
    // A text that PostgreSQL doesn't read has changed nothing that a migration could change.
    if (!engine.hasRule(finding.rule) || !session.canCreateFiles) return [];
    const data: MigrationData = { file: finding.file, rule: finding.rule, start: spanOf(finding.at).start, fix: i };
    return [{ ...action, title: `${fix.title}, in a new migration`, data }];
  });
}

/** One action for each statement that a recipe does step by step. */
function safeActions(session: Session, here: readonly Finding[]): CodeAction[] {
  const { engine } = session;
  if (!session.canCreateFiles) return [];
  const seen = new Set<unknown>();
  return here.flatMap((finding): CodeAction[] => {
    const fix = safeFixOf(engine, finding);
    if (!fix || seen.has(fix.statement)) return [];
    seen.add(fix.statement);
    const data: MigrationData = {
      file: finding.file,
      rule: finding.rule,
      start: spanOf(finding.at).start,
      fix: 'safely',
    };
    const diagnostics = [diagnosticOf(session, finding)];
    return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, data }];
  });
}

async function safeEdit(session: Session, finding: Finding): Promise<WorkspaceEdit | undefined> {
  const { engine, connection } = session;
  const fix = safeFixOf(engine, finding);
  const made = fix && (await writeSafeFix(engine, fix));
  if (made?.ok === false) connection.window.showInformationMessage(made.error);
  if (!made?.ok) return undefined;
  const { edits, creates } = made.value;
  const edited = [...edits].map(([file, list]) => ({
    textDocument: { uri: uriOf(file), version: session.documents.get(file)?.version ?? null },
    edits: session.textEdits(file, list),
  }));
  const description = `${fix!.change.recipe.title}, step by step`;
  return previewed([...edited, ...created(creates)], { label: 'Safe change', description });
}

/** The edit that makes the migration which does what a fix would have done; undefined, and said, where there is none. */
async function newMigration(session: Session, data: MigrationData | undefined): Promise<WorkspaceEdit | undefined> {
  const { engine, connection } = session;
  const { workspace, linter } = engine;
  const isIt = ({ rule, at }: Finding) => rule === data?.rule && spanOf(at).start === data.start;
  const finding = data && linter.eachFinding(data.file).find(isIt);
  if (data?.fix === 'safely') return finding && safeEdit(session, finding);
  const fix = finding?.fixes[data!.fix];
  const edits = fix && editsOf(fix, finding);
  const root = edits && [...edits.keys()].map((file) => workspace.rootOf(file)).find((each) => each !== undefined);
  if (!root) return undefined;
  const drafted = await migrationForEdits(engine, root, edits);
  const description = 'The migration that made this was applied and stays as it is';
  if (drafted.ok) return previewed(created(drafted.value.files), { label: 'New migration', description });
  connection.window.showInformationMessage(drafted.error);
  return undefined;
}

function silenceAction(session: Session, finding: Finding): CodeAction[] {
  const file = session.engine.workspace.file(finding.file);
  const text = textOf(file);
  if (!session.engine.hasRule(finding.rule) || !file || text === undefined) return [];
  if (session.engine.workspace.isApplied(finding.file)) return [];
  const style = file.type === 'sql' ? 'sql' : commentStyleAt(file, spanOf(finding.at).start);
  return [
    {
      title: `Silence ${finding.rule} for this line`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(session, finding)],
      edit: session.workspaceEdit(new Map([[finding.file, [silence(finding, text, style)]]])),
    },
  ];
}

function commentStyleAt({ kind, facts }: SpecFile, offset: number): CommentStyle {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  if (facts.sqlBlocks.some(inside)) return 'sql';
  if (facts.diagrams.some(({ span }) => inside(span))) return 'mermaid';
  return kind === 'contract' ? 'yaml' : 'markdown';
}
