import type { Span } from '../base/span';
import type { Form } from '../model/effects/forms';
import type { Refusal } from '../model/fold/state';
import type { Name } from '../model/names';
import type { Origin, SchemaView, Table } from '../model/schema';
import type {
  Authority,
  DocumentRule,
  MigrationRule,
  OptionSpecs,
  Problem,
  QueryRule,
  RefusalRule,
  Rule,
  RuleContext,
  Severity,
  TableRule,
  WrittenQuery,
} from '../rules/define-rule';
import type { Migration, SeenEffect, StatementBefore } from '../rules/lib/migration';
import type { Query } from '../rules/lib/query';
import { isOwnTable } from '../rules/lib/tables';
import type { Conventions } from '../rules/lib/conventions';
import type { SpecFacts } from '../spec/facts';
import { TableIndex } from '../spec/resolve';
import { holdsMask } from '../sql/mask';
import type { Finding } from './finding';
import { isOrigin } from './finding';
import type { RuleTimes } from './rule-times';
import type { RuleSettings } from './settings';

/** What document rules need beside that. */
export interface DocumentInput extends RunInput {
  readonly described: SchemaView;
  readonly own: SchemaView;
  readonly authority: Authority;
  readonly editable: boolean;
  readonly migrations: readonly string[] | undefined;
  readonly hasFile: (name: string) => boolean;
  readonly query: (sql: string, start: number) => WrittenQuery;
}

export interface RunInput {
  readonly schema: SchemaView;
  readonly isKnown: (name: string) => boolean;
  readonly postgresVersion: number;
  readonly conventions: Conventions;
  /** The text at a place of a file. */
  readonly text: (file: string, start: number, end: number) => string;
  readonly settings: (file: string) => ReadonlyMap<string, RuleSettings>;
  /** Where the time of each rule is noted, if somebody asks for it. */
  readonly times?: RuleTimes | undefined;
  /** A rule that threw: it is left out for this object and said in the log. */
  readonly onCrash: (rule: string, error: unknown) => void;
}

/** A view of a schema that notes the names that are looked up. */
export class NotingView implements SchemaView {
  readonly reads = new Set<string>();

  constructor(private readonly schema: SchemaView) {}

  tables(): Iterable<Table> {
    this.reads.add('*');
    return this.schema.tables();
  }
  types() {
    this.reads.add('*');
    return this.schema.types();
  }
  sequences() {
    this.reads.add('*');
    return this.schema.sequences();
  }
  functions() {
    this.reads.add('*');
    return this.schema.functions();
  }
  extensions() {
    this.reads.add('*');
    return this.schema.extensions();
  }
  table(key: string) {
    this.reads.add(key.slice(key.indexOf('.') + 1));
    return this.noted(this.schema.table(key));
  }
  resolve(name: Name, path: readonly string[]) {
    this.reads.add(name.name);
    return this.noted(this.schema.resolve(name, path));
  }
  type(name: Name, path: readonly string[]) {
    this.reads.add(name.name);
    return this.schema.type(name, path);
  }
  enum(name: Name, path: readonly string[]) {
    this.reads.add(name.name);
    return this.schema.enum(name, path);
  }
  sequence(name: Name, path: readonly string[]) {
    this.reads.add(name.name);
    return this.schema.sequence(name, path);
  }
  functionsNamed(name: Name, path: readonly string[]) {
    this.reads.add(name.name);
    return this.schema.functionsNamed(name, path);
  }

  /** The columns of a view are those of the relations that it reads. */
  private noted(table: Table | undefined): Table | undefined {
    for (const name of table?.query?.reads ?? []) {
      if (this.reads.has(name.name)) continue;
      this.reads.add(name.name);
      this.noted(this.schema.resolve(name, table!.origin.source.path));
    }
    return table;
  }
}

/** The first schema that knows a name answers: a document's own SQL, then the schema that it describes. */
export class LayeredView implements SchemaView {
  constructor(private readonly layers: readonly SchemaView[]) {}

  *tables() {
    for (const layer of this.layers) yield* layer.tables();
  }
  *types() {
    for (const layer of this.layers) yield* layer.types();
  }
  *sequences() {
    for (const layer of this.layers) yield* layer.sequences();
  }
  *functions() {
    for (const layer of this.layers) yield* layer.functions();
  }
  *extensions() {
    for (const layer of this.layers) yield* layer.extensions();
  }
  table(key: string) {
    return first(this.layers, (layer) => layer.table(key));
  }
  resolve(name: Name, path: readonly string[]) {
    return first(this.layers, (layer) => layer.resolve(name, path));
  }
  enum(name: Name, path: readonly string[]) {
    return first(this.layers, (layer) => layer.enum(name, path));
  }
  type(name: Name, path: readonly string[]) {
    return first(this.layers, (layer) => layer.type(name, path));
  }
  sequence(name: Name, path: readonly string[]) {
    return first(this.layers, (layer) => layer.sequence(name, path));
  }
  functionsNamed(name: Name, path: readonly string[]) {
    return this.layers.flatMap((layer) => layer.functionsNamed(name, path));
  }
}

/** Runs table rules on one table. Severities are those of the files that the findings stand in. */
export function runTableRules(rules: readonly TableRule[], table: Table, input: RunInput): Finding[] {
  const wanted = isOwnTable(table) ? rules : forAllRelations(rules);
  return runAll(wanted, table.origin.source.file, input, (rule, context) => rule.table(table, context), table.key);
}

const forAllRelations = choice<TableRule>(({ looksAt }) => looksAt !== undefined);
const forStatements = choice<MigrationRule>(({ statement }) => statement !== undefined);
const forDown = choice<MigrationRule>(({ down }) => down === true);
const forMigrations = choice<MigrationRule>(({ migration }) => migration !== undefined);

const byForms = new WeakMap<readonly MigrationRule[], Map<string, readonly MigrationRule[]>>();

/** The rules that look at what a statement does to tables in use: most statements are alike. */
function forForms(rules: readonly MigrationRule[], effects: readonly SeenEffect[]): readonly MigrationRule[] {
  const forms = new Set<Form>();
  for (const { isNew, form } of effects) if (!isNew) forms.add(form);
  let known = byForms.get(rules);
  if (!known) byForms.set(rules, (known = new Map()));
  const key = [...forms].join();
  let chosen = known.get(key);
  if (!chosen) known.set(key, (chosen = rules.filter((rule) => rule.forms?.some((form) => forms.has(form)) !== false)));
  return chosen;
}

/** The rules of a list that look at something of a kind, chosen once for each list. */
function choice<R extends Rule>(isWanted: (rule: R) => boolean): (rules: readonly R[]) => readonly R[] {
  const known = new WeakMap<readonly R[], readonly R[]>();
  return (rules) => {
    let chosen = known.get(rules);
    if (!chosen) known.set(rules, (chosen = rules.filter(isWanted)));
    return chosen;
  };
}

export function runRefusalRules(
  rules: readonly RefusalRule[],
  refusals: readonly Refusal[],
  input: RunInput,
): Finding[] {
  return refusals.flatMap((refusal) =>
    runAll(rules, refusal.origin.source.file, input, (rule, context) => rule.refusal(refusal, context)),
  );
}

export function runQueryRules(rules: readonly QueryRule[], query: Query, input: RunInput): Finding[] {
  return runAll(rules, query.source.file, input, (rule, context) => rule.query(query, context));
}

/** Runs what looks at single statements of migrations. */
export function runStatementRules(rules: readonly MigrationRule[], seen: StatementBefore, input: RunInput): Finding[] {
  const all = seen.direction === 'up' ? forStatements(rules) : forDown(forStatements(rules));
  const wanted = seen.effects.length === 0 ? all : forForms(all, seen.effects);
  return runAll(wanted, seen.source.file, input, (rule, context) => rule.statement!(seen, context));
}

/** Runs what looks at migrations as a whole. */
export function runMigrationRules(
  rules: readonly MigrationRule[],
  { file, statements }: Migration,
  input: RunInput,
): Finding[] {
  const up = statements.filter(({ direction }) => direction === 'up');
  return runAll(forMigrations(rules), file.path, input, (rule, context) =>
    rule.migration!({ file, statements: rule.down ? statements : up }, context),
  );
}

export function runDocumentRules(
  rules: readonly DocumentRule[],
  facts: SpecFacts,
  file: string,
  input: DocumentInput,
): Finding[] {
  const { described, own, authority, editable, migrations, hasFile, query } = input;
  const known = new TableIndex([...described.tables()]);
  const more = described === own ? [] : [...own.tables()].filter((table) => !known.find(table));
  const tables = more.length > 0 ? new TableIndex([...known.all, ...more]) : known;
  const where = ({ origin }: Table) => (origin.source.file === file ? 'in the SQL of this document' : 'in the schema');
  const written = ({ start, end }: Span) => input.text(file, start, end);
  const around = { described, own, authority, editable, tables, where, written, migrations, hasFile, query };
  const about = facts.kind === 'diagram' && tables.all.length > 0 ? withoutOthers(facts, tables) : facts;
  return runAll(rules, file, input, (rule, context) => rule.document(about, Object.assign(context, around)));
}

/** Without diagrams that hardly show this schema: any text can hold one of something else. */
function withoutOthers(facts: SpecFacts, tables: TableIndex<Table>): SpecFacts {
  const diagrams = facts.diagrams.filter(({ entities }) => {
    const known = entities.filter(({ name, alias }) => tables.called(alias?.text ?? name).size > 0);
    return known.length * 2 >= entities.length;
  });
  if (diagrams.length === facts.diagrams.length) return facts;
  const isKept = (at: number) => diagrams.some(({ span }) => span.start <= at && at < span.end);
  return { ...facts, diagrams, relations: facts.relations.filter(({ span }) => isKept(span.start)) };
}

function runAll<R extends Rule>(
  rules: readonly R[],
  file: string,
  input: RunInput,
  check: (rule: R, context: RuleContext<never>) => void,
  object?: string,
): Finding[] {
  const settings = input.settings(file);
  const run: Run = { file, input, findings: [], object };
  const times = input.times?.rules();
  for (const rule of switchedOn(rules, settings)) {
    const context = new Context(rule.id, settings.get(rule.id)!, run) as unknown as RuleContext<never>;
    try {
      check(rule, context);
    } catch (error) {
      input.onCrash(rule.id, error);
    }
    times?.ran(rule.id);
  }
  times?.end();
  return run.findings;
}

const switchedOnBy = new WeakMap<ReadonlyMap<string, RuleSettings>, Map<readonly Rule[], readonly Rule[]>>();

/** The rules that a configuration leaves on: with most objects they are all that is looked at. */
function switchedOn<R extends Rule>(rules: readonly R[], settings: ReadonlyMap<string, RuleSettings>): readonly R[] {
  let known = switchedOnBy.get(settings);
  if (!known) switchedOnBy.set(settings, (known = new Map()));
  let on = known.get(rules) as readonly R[] | undefined;
  if (!on) known.set(rules, (on = rules.filter(({ id }) => (settings.get(id)?.severity ?? 'off') !== 'off')));
  return on;
}

/** What the rules of one object have in common. */
interface Run {
  readonly file: string;
  readonly input: RunInput;
  readonly findings: Finding[];
  readonly object: string | undefined;
}

/** There are as many as rules times objects, so it holds nothing of its own. */
class Context implements RuleContext<OptionSpecs> {
  constructor(
    private readonly rule: string,
    private readonly settings: RuleSettings,
    private readonly run: Run,
  ) {}

  get schema() {
    return this.run.input.schema;
  }
  get postgresVersion() {
    return this.run.input.postgresVersion;
  }
  get conventions() {
    return this.run.input.conventions;
  }
  isKnown(name: string) {
    return this.run.input.isKnown(name);
  }
  option(name: string) {
    return this.settings.options[name] as never;
  }
  text({ source, span }: Origin) {
    const { start } = source.statement;
    return this.run.input.text(source.file, start + span.start, start + span.end);
  }

  report({ at, message, atMost = 'error', fixes = [], related = [] }: Problem): void {
    const { file, input, findings, object } = this.run;
    const where = isOrigin(at) ? at.source.file : file;
    const severity =
      where === file ? this.settings.severity : (input.settings(where).get(this.rule)?.severity ?? 'off');
    if (severity === 'off') return;
    const usable = fixes.filter(({ edits }) => !edits.some(({ newText }) => holdsMask(newText)));
    findings.push({
      rule: this.rule,
      severity: milder(severity, atMost),
      message,
      file: where,
      ...(object !== undefined && { object }),
      at,
      fixes: usable,
      related,
    });
  }
}

const BY_WEIGHT: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

function milder(a: Severity, b: Severity): Severity {
  return BY_WEIGHT.indexOf(a) < BY_WEIGHT.indexOf(b) ? a : b;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
