import { once } from '../base/once';
import { diffSchemas, type DiffSide } from '../change/diff/diff';
import type { SchemaChange } from '../change/changes';
import { allOps, type Op } from '../model/facts';
import type { Origin, Source } from '../model/schema';
import type { SchemaModel } from '../model/schema-model';
import type { Refusal } from '../model/fold/state';
import { touched } from '../model/touch';
import type { Migration } from '../model/tools/tool';
import type { Undo } from '../rules/lib/undo';
import type { Statement } from '../sql/statements';
import { actsOf } from '../workspace/acts';
import type { FoldedText } from '../workspace/folded-text';
import type { MigrationInfo } from '../workspace/migration';
import type { SqlText } from '../workspace/sql-text';

/** What is known around a migration. */
export interface UndoPlace {
  readonly model: SchemaModel;
  readonly version: number;
  /** The files of the schema in their order. */
  readonly files: readonly string[];
  /** All migrations of the history, also those that go down. */
  readonly migrations: ReadonlyMap<string, Migration>;
  sql(path: string): SqlText | undefined;
  text(file: string, start: number, end: number): string;
  /** Runs what takes time. */
  timed<T>(run: () => T): T;
}

/** More statements than this are no migration that somebody wrote by hand. */
const MOST = 200;
/** So many statements that hang together are folded for one migration. */
const MOST_AROUND = 2_000;
const WAIVER = /^(?:--|\/\*)\s*(?:irreversible|not reversible|nothing to undo|no way back)\b/im;
/** What Down does is folded behind all files. */
const DOWN_FILE = '\0down';
const UP = 'SELECT 1;';
const DOWN = 'SELECT 2;';

/** How a migration is undone; undefined where its tool undoes nothing, or the text isn't one that goes up. */
export function undoOf(path: string, info: MigrationInfo, text: FoldedText, place: UndoPlace): Undo | undefined {
  if (info.kind !== 'up') return undefined;
  const [file, other] = info.tool.write({ name: 'x', up: UP, down: DOWN, date: new Date(0), last: path });
  const together = file?.text.includes(DOWN) === true;
  if (!together && other?.text.includes(DOWN) !== true) return undefined;
  const downPath = together ? path : path.replace(/up\.sql$/, 'down.sql');
  if (!together && downPath === path) return undefined;
  const sql = together ? text.sql : place.sql(downPath);
  const parts = info.parts.filter(({ direction }) => direction === 'down');
  const exists = together ? parts.length > 0 : sql !== undefined;
  const all = sql?.statements.filter(({ empty }) => !empty) ?? [];
  const down = together ? all.filter((statement) => text.direction(statement) === 'down') : all;
  // What stands inside a comment isn't read as SQL.
  const hidden = parts.some(({ span }) => !all.some(({ start }) => start >= span.start && start < span.end) && /[a-z]/i.test(text.sql.slice(span.start, span.end).replace(/--.*$/gm, ''))); // prettier-ignore
  const written = together ? parts.map(({ span }) => text.sql.slice(span.start, span.end)).join('\n') : (sql?.slice(0, Infinity) ?? ''); // prettier-ignore
  const separator = together ? file.text.slice(file.text.indexOf(UP) + UP.length, file.text.indexOf(DOWN)) : '';
  const end = together ? text.sql.slice(0, Infinity).trimEnd().length : written.trimEnd().length;
  const insert = (statements: string) => {
    if (!together && !exists) return { creates: [{ path: downPath, text: `${statements}\n` }], edits: [] };
    const lead = exists ? '\n' : separator;
    return { edits: [{ at: placeIn(downPath, end), newText: `${lead}${statements}` }] };
  };
  return {
    state: !exists ? 'missing' : down.length > 0 || hidden ? 'written' : 'empty',
    isWaived: WAIVER.test(written),
    isUsual: isUsual(place, together, path),
    at: markOf(path, info, text),
    statements: down.map((statement) => ({ source: sourceOf(statement, downPath), span: { start: 0, end: statement.end - statement.start } })), // prettier-ignore
    fills: (table) => down.some((statement) => sql && actsOf(sql, statement)?.acts.some((act) => act.act === 'write' && (act.table?.name ?? table) === table)), // prettier-ignore
    left: once(() => {
      const between = place.timed(() => differences(path, text, sql, down, place, 'reached'));
      if (!between) return undefined;
      const refused = between.refusals.flatMap(({ message, origin: { source, span } }) => {
        const at = { source: { ...source, file: downPath }, span };
        return source.file === DOWN_FILE ? [{ message, at }] : [];
      });
      const again = sql ? requiredAgain(sql, down) : new Set<string>();
      const changes = withoutInvalidation(between.changes).filter((each) => matters(each) && !isFilledIn(each, again));
      return { changes, refused };
    }),
    whole: once(() => place.timed(() => differences(path, text, sql, down, place, 'after'))?.changes),
    replace(statements) {
      const [first, last] = [down[0], down.at(-1)];
      if (!first || !last || down.some(({ start, directives }) => start > first.start && directives.length > 0))
        return undefined;
      return [{ at: placeIn(downPath, first.start, last.end), newText: statements }];
    },
    insert,
  };
}

function placeIn(file: string, start: number, end = start): Origin {
  return { source: { file, statement: { start: 0, end }, path: ['public'] }, span: { start, end } };
}

/** Where a Down begins, or the Up that has none: its mark, or the first line of what it does. */
function markOf(path: string, { parts }: MigrationInfo, { sql }: FoldedText): Origin {
  const part = parts.find(({ direction }) => direction === 'down') ?? parts.find(({ direction }) => direction === 'up');
  if (part && part.span.start > 0) {
    const before = sql.slice(0, part.span.start).trimEnd();
    return placeIn(path, before.lastIndexOf('\n') + 1, before.length);
  }
  const first = sql.statements.find(({ empty }) => !empty);
  if (!first) return placeIn(path, 0);
  const [line] = /^[^\r\n;]*/.exec(sql.slice(first.start, first.end))!;
  return placeIn(path, first.start, first.start + line.trimEnd().length);
}

function sourceOf(statement: Statement, file: string): Source {
  return { file, statement, path: ['public'] };
}

/** Whether at least half of the other migrations have a way back. */
function isUsual({ migrations }: UndoPlace, together: boolean, path: string): boolean {
  const ups = [...migrations.values()].filter((migration) => migration.kind === 'up' && migration.path !== path);
  if (ups.length === 0) return true;
  const hasDown = (up: string) => up.endsWith('up.sql') && migrations.has(up.replace(/up\.sql$/, 'down.sql'));
  const has = ({ path: up, comments }: Migration) =>
    together ? comments.some((comment) => /\b(?:down|drop below|rollback)\b/i.test(comment)) : hasDown(up);
  return ups.filter(has).length * 2 >= ups.length;
}

/** What turns the schema after Up (and Down) into the one before it. */
function differences(
  path: string,
  text: FoldedText,
  sql: SqlText | undefined,
  down: readonly Statement[],
  place: UndoPlace,
  from: 'after' | 'reached',
): { readonly changes: SchemaChange[]; readonly refusals: readonly Refusal[] } | undefined {
  const up = text.sql.statements.filter((statement) => !statement.empty && text.direction(statement) === 'up');
  if (up.length + down.length > MOST) return undefined;
  const facts = [...up.map((each) => text.sql.result(each)), ...(from === 'reached' ? down.map((each) => sql!.result(each)) : [])]; // prettier-ignore
  if (facts.some(({ problem, facts: own }) => problem !== undefined || [...allOps(own)].some(isUnclear)))
    return undefined;
  const names = facts.flatMap(({ facts: own }) => [...touched(own).names, ...touched(own).mentions]);
  const rank = place.files.indexOf(path);
  const isBefore = ({ file }: Source) => place.files.indexOf(file) < rank;
  const undone = down.map((statement) => ({ source: { file: DOWN_FILE, statement, path: ['public'] }, facts: sql!.result(statement).facts })); // prettier-ignore
  const before = place.model.part(names, isBefore, MOST_AROUND);
  const isAfter = (source: Source) => isBefore(source) || source.file === path;
  const after = before && place.model.part(names, isAfter, MOST_AROUND, from === 'reached' ? undone : []);
  if (!before || !after) return undefined;
  const side = (schema: SchemaModel): DiffSide => ({
    schema,
    schemas: schema.schemas(),
    text: (source, start, end) => (source.file === DOWN_FILE ? (sql?.slice(start, end) ?? '') : place.text(source.file, start, end)), // prettier-ignore
  });
  const { changes } = diffSchemas(side(after), side(before), { postgresVersion: place.version });
  return { changes: [...changes], refusals: after.refusals() };
}

/** What can't be followed, and values of enums, which nothing takes out again. */
function isUnclear({ op }: Op): boolean {
  return op === 'obscure' || op === 'obscure change' || op === 'in a body' || op === 'call' || op === 'add enum value';
}

/** A constraint that Up has validated holds all the more after Down. */
function withoutInvalidation(changes: readonly SchemaChange[]): SchemaChange[] {
  const actions = changes.flatMap((change) => (change.change === 'alter table' ? change.actions : []));
  const again = new Set(
    actions.flatMap((action) => (action.do === 'add constraint' && isNotValid(action) ? [action.name] : [])),
  );
  const dropped = new Set(
    actions.flatMap((action) => (action.do === 'drop constraint' && again.has(action.name) ? [action.name] : [])),
  );
  return changes.filter(
    (change) =>
      change.change !== 'alter table' ||
      !change.actions.every(
        (action) => (action.do === 'drop constraint' || action.do === 'add constraint') && dropped.has(action.name),
      ),
  );
}

function isNotValid({ notValid, definition }: { readonly notValid?: boolean; readonly definition: string }): boolean {
  return notValid === true || / NOT VALID$/.test(definition);
}

/** The NOT NULL columns that Down adds, as `table.column`: they need a default for the rows that are there. */
function requiredAgain(sql: SqlText, down: readonly Statement[]): ReadonlySet<string> {
  const ops = down.flatMap((statement) => [...allOps(sql.result(statement).facts)]);
  return new Set(
    ops.flatMap((op) => (op.op === 'add column' && op.column.notNull ? [`${op.table.name}.${op.column.name}`] : [])),
  );
}

/** Such a default is all that differs. */
function isFilledIn(change: SchemaChange, again: ReadonlySet<string>): boolean {
  if (change.change !== 'alter table') return false;
  const { actions, table } = change;
  return actions.every((action) => action.do === 'drop default' && again.has(`${table.name}.${action.column}`));
}

/** Comments, rights, extensions and schemas may well stay. */
function matters(change: SchemaChange): boolean {
  if (change.change === 'comment' || change.change === 'grant' || change.change === 'create extension') return false;
  return change.change !== 'drop' || (change.word !== 'EXTENSION' && change.word !== 'SCHEMA');
}
