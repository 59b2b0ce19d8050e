import { err, ok, type Result } from '../base/result';
import { nameSql, printChange, type SchemaChange } from '../change/changes';
import { Side } from '../change/diff/side';
import type { RecipeArgs, RecipePlan, RecipeStep } from '../change/recipes/recipe';
import { recipeNamed } from '../change/recipes/recipes';
import type { Engine } from '../lint/engine';
import { SchemaEnv } from '../model/env';
import { quoteIdentifier } from '../model/expr/format';
import { sqlMigrate } from '../model/tools/marked';
import type { MigrationTool } from '../model/tools/tool';
import type { SchemaView } from '../model/schema';
import { readType, type TypeFact } from '../model/types';
import { lastMigration, type Root } from '../workspace/root';
import { undoing } from './change-migration';
import { freePath, migrationFiles, type ScaffoldedFile } from './place';
import { planDocument } from './plan-document';
import { whatIf, type WhatIf } from './what-if';
import { snakeCase } from './words';

/** A plan written out: its migrations in order, and the document that says how to go through them. */
export interface SafeChange {
  readonly title: string;
  readonly migrations: readonly ScaffoldedFile[];
  readonly document: ScaffoldedFile;
}

/**
 * Writes a safe-change recipe (`change/recipes`) for a root: one migration for each step, in the tool's own format with its
 * Down, and a plan document. Nothing is written to disk. An error is a sentence for people.
 */
export async function safeChange(
  engine: Engine,
  root: Root,
  id: string,
  said: RecipeArgs,
  place: ChangePlace = {},
): Promise<Result<SafeChange>> {
  const args = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim() !== ''));
  const recipe = recipeNamed(id);
  if (!recipe) return err(`There is no recipe \`${id}\`.`);
  const missing = recipe.parameters.find(({ name, optional }) => !optional && args[name] === undefined);
  if (missing) return err(`\`${missing.name}\` is missing. ${missing.prompt}`);
  const { workspace } = engine;
  const tool = root.spec.history?.reader ?? sqlMigrate;
  const before = whatIf(root, workspace, place);
  const type = (written: string) => typeNamed(written, before.schema, engine);
  const unknown = recipe.parameters.find(({ name, kind }) => kind === 'type' && args[name] !== undefined && !type(args[name])); // prettier-ignore
  if (unknown) return err(`There is no type \`${args[unknown.name]!}\` here.`);
  const context = {
    side: new Side(before),
    postgresVersion: root.postgres.version,
    concurrently: runsOutside(tool),
    type,
  };
  const plan = recipe.plan(args, context);
  const wrong = plan.ok ? refusalOf(plan.value, root, engine, place) : undefined;
  if (wrong !== undefined) return err(wrong);
  return plan.ok ? written(plan.value, engine, root, tool, place) : plan;
}

/** What a tool says of a file without anything in it. */
const NO_FILE = { name: '', text: '', comments: [], statements: () => [], beside: () => undefined };

/** Whether a migration can run outside a transaction. */
export function runsOutside(tool: MigrationTool): boolean {
  return tool.transaction(NO_FILE) !== 'all';
}

/** Why PostgreSQL wouldn't take what a person has said: each change is one statement, and all of them follow one another. */
function refusalOf({ steps }: RecipePlan, root: Root, { workspace }: Engine, place: ChangePlace): string | undefined {
  const statements = steps.flatMap(({ up }) => up.map(printChange));
  for (const sql of statements) {
    const text = workspace.scratch(sql);
    const [problem] = text.problems.values();
    if (problem) return `PostgreSQL doesn't read \`${sql.replace(/\s+/g, ' ')}\`: ${problem.message}`;
    if (text.statements.filter(({ empty }) => !empty).length !== 1)
      return `\`${sql.replace(/\s+/g, ' ')}\` is more than one statement.`;
  }
  const after = whatIf(root, workspace, { ...place, more: statements.join('\n') });
  const refused = after.schema.refusals().find(({ origin }) => !root.files.includes(origin.source.file));
  return refused && `PostgreSQL would refuse this: ${refused.message}`;
}

/** Undefined where it is more than a type, or one that nobody makes. */
function typeNamed(written: string, schema: SchemaView, { parser, workspace }: Engine): TypeFact | undefined {
  const sql = `SELECT NULL::${written}`;
  if (workspace.scratch(sql).statements.length > 1) return undefined;
  const parsed = parser.parse(sql);
  const node = parsed.ok ? parsed.node : undefined;
  const target = node && 'SelectStmt' in node ? node.SelectStmt.targetList?.[0] : undefined;
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  const fact = value && 'TypeCast' in value && value.TypeCast.typeName ? readType(value.TypeCast.typeName) : undefined;
  return fact && new SchemaEnv(schema, { path: ['public'] }).typeOf(fact, ['public']) ? fact : undefined;
}

/** Where a change is written, if that isn't just behind what is there. */
export interface ChangePlace {
  /** The files of the schema are read with these edits. */
  readonly edits?: NonNullable<WhatIf['edits']>;
  /** The migration whose place the first step takes. */
  readonly instead?: string;
}

async function written(
  plan: RecipePlan,
  engine: Engine,
  root: Root,
  tool: MigrationTool,
  { edits, instead }: ChangePlace,
): Promise<Result<SafeChange>> {
  const { workspace, ports } = engine;
  const folder = workspace.folders.find((each) => root.files[0]?.startsWith(`${each}/`)) ?? workspace.folders[0] ?? '';
  const date = ports.clock.date();
  const home = root.spec.history?.home ?? `${folder}/migrations`;
  const migrations: ScaffoldedFile[] = [];
  const byStep: ScaffoldedFile[][] = [];
  const earlier: SchemaChange[] = [];
  let last = lastMigration(root.spec);
  let lastText = last === undefined ? undefined : root.text(last)?.sql.slice(0, Infinity);
  for (const step of plan.steps) {
    const change = {
      words: step.words,
      up: sqlOf(step.up, tool),
      down: downOf(step, earlier, root, engine, tool, edits),
      ...(step.outsideTransaction && { outsideTransaction: true }),
    };
    const read = () => lastText;
    const made = migrationFiles(change, { root: root.spec, folder, date, read, ...(last !== undefined && { last }) });
    const isInstead = instead !== undefined && migrations.length === 0 && (!step.outsideTransaction || isInText(tool));
    const files = isInstead ? made.map((each, i) => ({ ...each, path: placed(instead, i) })) : made;
    for (const { path } of files)
      if (!isInstead && (workspace.file(path) || (await ports.files.exists(path))))
        return err(`${path} exists already.`);
    migrations.push(...files);
    byStep.push(files);
    earlier.push(...step.up);
    if (!isInstead) last = files[0]!.path;
    lastText = files[0]!.text;
  }
  const name = snakeCase(plan.title).slice(0, 60);
  const path = await freePath(ports.files, `${folder}/docs/migration-plans/${name}`, '.md');
  const text = planDocument(plan, byStep.map((files) => files.map((file) => relative(file.path, folder))), relative(home, folder)); // prettier-ignore
  return ok({ title: plan.title, migrations, document: { path, text, cursor: 0 } });
}

/** Whether the text of a file alone tells the tool to begin no transaction. */
function isInText({ outside }: MigrationTool): boolean {
  return outside?.in === 'mark' || outside?.in === 'head';
}

/** The file, and the one that undoes it. */
function placed(path: string, i: number): string {
  return i === 0 ? path : path.replace(/up\.sql$/, 'down.sql');
}

function relative(path: string, folder: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function downOf(
  step: RecipeStep,
  earlier: readonly SchemaChange[],
  root: Root,
  engine: Engine,
  tool: MigrationTool,
  edits: ChangePlace['edits'],
): string {
  const { down, outsideTransaction, up } = step;
  if (typeof down === 'string') return `-- nothing to undo: ${down}`;
  if (down && 'irreversible' in down) return `-- irreversible: ${down.irreversible}`;
  if (down) return sqlOf(down, tool);
  const { changes, cannot } = undoing(up, root, engine.workspace, earlier, edits);
  const notes = cannot.map(({ words }) => `-- ${words}`);
  const filled = changes.flatMap((change) => refilled(change, step.refill ?? {}));
  return [...notes, sqlOf(outsideTransaction ? filled.map(aside) : filled, tool)].join('\n');
}

/** Columns that come again are filled before they are NOT NULL, and before a trigger sees it. */
function refilled(change: SchemaChange, values: NonNullable<RecipeStep['refill']>): SchemaChange[] {
  if (change.change !== 'alter table') return [change];
  const { table, actions } = change;
  const again = actions.flatMap((action) =>
    action.do === 'add column' && values[action.column.name] !== undefined ? action.column : [],
  );
  if (again.length === 0) return [change];
  const relaxed = actions.map((action) =>
    action.do === 'add column' && again.includes(action.column)
      ? { ...action, column: { ...action.column, notNull: false } }
      : action,
  );
  const sets = again.map(({ name }) => `${quoteIdentifier(name)} = ${values[name]}`).join(', ');
  const required = again
    .filter(({ notNull }) => notNull)
    .map(({ name }) => ({ do: 'set not null', column: name }) as const);
  return [
    { ...change, actions: relaxed },
    { change: 'statement', sql: `UPDATE ${nameSql(table)} SET ${sets}` },
    ...(required.length > 0 ? [{ change: 'alter table', table, actions: required } as const] : []),
  ];
}

/** What goes outside a transaction lets others write meanwhile. */
function aside(change: SchemaChange): SchemaChange {
  return change.change === 'create index' || change.change === 'drop index'
    ? { ...change, concurrently: true }
    : change;
}

/** Statements as the tool takes them: those with semicolons in their bodies between its marks. */
function sqlOf(changes: readonly SchemaChange[], { body }: MigrationTool): string {
  const statements = changes.map((change) => {
    const sql = printChange(change);
    return body && sql.slice(0, -1).includes(';') ? `${body.begin}\n${sql}\n${body.end}` : sql;
  });
  return statements.join('\n\n');
}
