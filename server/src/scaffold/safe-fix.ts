import type { TextEdit } from '../base/span';
import { err, ok, type Result } from '../base/result';
import { recipeForOp, type RecipeForOp } from '../change/recipes/recipe-for-op';
import type { Engine } from '../lint/engine';
import { isOrigin, type Finding } from '../lint/finding';
import { RULES } from '../rules/registry.generated';
import type { Statement } from '../sql/statements';
import type { Root } from '../workspace/root';
import type { ScaffoldedFile } from './place';
import { safeChange } from './safe-change';
import { whatIf } from './what-if';

const DANGERS: ReadonlySet<string> = new Set(RULES.filter(({ recipe }) => recipe).map(({ id }) => id));

/** A dangerous statement of a migration that hasn't run, and the recipe that does the same step by step. */
export interface SafeFix {
  /** `Change safely: Make a column NOT NULL` */
  readonly title: string;
  readonly root: Root;
  readonly file: string;
  readonly statement: Statement;
  readonly change: RecipeForOp;
}

/** What the fix writes: the migration without the statement, or the first step in its place, and the files that follow. */
export interface SafeFixEdits {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly creates: readonly ScaffoldedFile[];
}

/** Undefined where the finding is no danger of a single change, no recipe is for it, or the migration has run already. */
export function safeFixOf({ workspace }: Engine, finding: Finding): SafeFix | undefined {
  const { at, file, rule } = finding;
  if (!DANGERS.has(rule) || !isOrigin(at)) return undefined;
  const root = workspace.rootOf(file);
  const statement = at.source.statement as Statement;
  const text = root?.text(file);
  if (!root?.spec.history?.migrations.has(file) || root.applied(file) || !text) return undefined;
  const ops = text.sql.result(statement).facts.ops;
  const [op] = ops;
  if (!op || ops.length > 1) return undefined;
  const { path } = at.source;
  const schema = root.model;
  // Before the statement an old name is the table's; names that don't change are there in the end too.
  const change = recipeForOp(op, {
    key: (name) => `${name.schema ?? schema.resolve(name, path)?.schema ?? schema.type(name, path)?.schema ?? path[0] ?? 'public'}.${name.name}`,
    text: ({ start, end }) => text.sql.slice(statement.start + start, statement.start + end),
  }); // prettier-ignore
  return change && { title: `Change safely: ${change.recipe.title}`, root, file, statement, change };
}

/** Works out what a fix writes. An error is a sentence for people. */
export async function writeSafeFix(engine: Engine, fix: SafeFix): Promise<Result<SafeFixEdits>> {
  const { workspace } = engine;
  const { root, file, statement, change } = fix;
  const text = root.text(file);
  if (!text) return err('The file is not read yet.');
  const edits = new Map<string, readonly TextEdit[]>([[file, [removal(statement, text.sql.slice(0, Infinity))]]]);
  const before = whatIf(root, workspace, { edits });
  if (before.schema.refusals().length > root.model.refusals().length)
    return err(
      'Statements behind this one build on it, so it can’t be split by itself. Use Tablewright: Change Safely… for the steps.',
    );
  const others = text.sql.statements.filter(
    (each) => each !== statement && !each.empty && text.direction(each) === 'up',
  );
  const made = await safeChange(engine, root, change.recipe.id, change.args, {
    edits,
    ...(others.length === 0 && { instead: file }),
  });
  if (!made.ok) return made;
  const { migrations, document } = made.value;
  const replaced = migrations.filter(({ path }) => workspace.file(path) !== undefined);
  if (replaced.length === 0) return ok({ edits, creates: [...migrations, document] });
  const whole = new Map(replaced.map(({ path, text: newText }) => [path, [{ span: { start: 0, end: engine.linter.textOf(path).length }, newText }]] as const)); // prettier-ignore
  return ok({ edits: whole, creates: [...migrations.filter((each) => !replaced.includes(each)), document] });
}

/** The statement with the rest of its line. */
function removal({ start, end }: Statement, text: string): TextEdit {
  const behind = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return { span: { start, end: end + behind }, newText: '' };
}
