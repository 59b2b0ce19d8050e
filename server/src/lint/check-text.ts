import type { Log } from '../base/ports';
import type { Name } from '../model/names';
import { orderedFolder, toolNamed } from '../model/tools/tools';
import { SchemaModel } from '../model/schema-model';
import type { Rule, TableRule } from '../rules/define-rule';
import { conventionsOf } from '../rules/lib/conventions';
import { recogniseSpec } from '../spec/recognise';
import type { PgParser } from '../sql/pg-parser';
import { NEWEST_POSTGRES } from '../workspace/config';
import { specFile } from '../workspace/files';
import { FoldedText } from '../workspace/folded-text';
import { Reader, SqlText } from '../workspace/sql-text';
import { migrationInfo } from '../workspace/migration';
import { DocumentQueries } from './document-queries';
import type { Finding } from './finding';
import { MigrationFindings } from './migration-findings';
import { migrationFile } from './migration-place';
import { queryOf } from './query';
import { usersOf } from './name-users';
import { undoOf } from './undo';
import { QueryFindings } from './query-findings';
import { LayeredView, runDocumentRules, runQueryRules, runRefusalRules, runTableRules, type RunInput } from './run';

export interface CheckTextOptions {
  readonly parser: PgParser;
  readonly document?: { readonly name: string; readonly text: string };
  /** Options by rule id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly postgresVersion?: number;
  readonly log?: Log;
  /** The SQL of the migrations before this one; with it, or with a tool, the text is a migration. */
  readonly before?: string;
  /** The id of a migration tool. */
  readonly tool?: string;
  /** Of a document: the migrations that there are. */
  readonly migrations?: readonly string[];
  /** The migration's name. */
  readonly file?: string;
}

const BEFORE = 'before.sql';

/**
 * Checks one SQL text, or one document beside the schema that the SQL makes, with just these rules at their strict
 * severity (`warning` where that is off). Without files, configuration or suppressions: what a rule's examples need.
 */
export function checkText(rules: readonly Rule[], sql: string, options: CheckTextOptions): Finding[] {
  const { document } = options;
  const reader = new Reader(options.parser, undefined);
  const text = new SqlText(sql, reader);
  const tool = toolNamed(options.tool ?? '');
  const path = options.file ?? 'schema.sql';
  const model = new SchemaModel(
    (file) => (file === BEFORE ? 0 : 1),
    (composed) => reader.composed(composed),
  );
  const before = new SqlText(options.before ?? '', reader);
  const earlier = new FoldedText(BEFORE, before, model, tool);
  const folded = new FoldedText(path, text, model, tool);
  model.commit();
  const settings = new Map(
    rules.map((rule) => {
      const defaults = Object.fromEntries(
        Object.entries(rule.options ?? {}).map(([name, spec]) => [name, spec.default]),
      );
      const severity = rule.severity.strict === 'off' ? ('warning' as const) : rule.severity.strict;
      return [rule.id, { severity, options: { ...defaults, ...options.options?.[rule.id] } }];
    }),
  );
  const input: RunInput = {
    schema: model,
    isKnown: (name) => model.isAbout(name),
    postgresVersion: options.postgresVersion ?? NEWEST_POSTGRES,
    conventions: conventionsOf(model),
    text: (file, start, end) => (file === document?.name ? document.text : file === BEFORE ? before.slice(0, Infinity) : sql).slice(start, end), // prettier-ignore
    settings: () => settings,
    onCrash: (_, error) => {
      throw error;
    },
  };
  if (document) {
    const kind = recogniseSpec(document.name, document.text) ?? 'data model';
    const documentRules = rules.filter((rule) => rule.needs === 'document');
    const { facts, model: own } = specFile(
      document.name,
      '',
      kind,
      document.text,
      new Reader(options.parser, undefined),
    );
    const queries = new DocumentQueries(options.parser);
    const against = { schema: input.schema, isKnown: input.isKnown, version: 0 };
    const at = { path: document.name };
    return runDocumentRules(documentRules, facts, document.name, {
      ...input,
      schema: new LayeredView([model, own]),
      described: model,
      own,
      authority: 'schema',
      editable: true,
      migrations: options.migrations,
      hasFile: (name) => options.migrations?.includes(name) ?? false,
      query: (written, start) => queries.read(written, start, at, against),
    });
  }
  const tableRules = rules.filter((rule): rule is TableRule => rule.needs === 'table' || rule.needs === 'schema');
  const refusalRules = rules.filter((rule) => rule.needs === 'refusals');
  const refusals = model.refusals();
  const queryRules = rules.filter((rule) => rule.needs === 'query');
  const queries = new QueryFindings(model, (statement, source) => {
    const relationBefore = (name: Name) => model.relationBefore(name, source);
    const { isKnown } = input;
    const place = { source, schema: model, migration: false, relationBefore, isKnown };
    const query = queryOf(text.sql(statement), place, options.parser);
    return query ? runQueryRules(queryRules, query, input) : [];
  });
  const migrationRules = rules.filter((rule) => rule.needs === 'migration');
  const migrations = new MigrationFindings(migrationRules, {
    model,
    postgres: { version: input.postgresVersion, from: 'the test' },
    file: (file, info, own) => {
      const undo = undoOf(file, info, own, {
        model,
        version: input.postgresVersion,
        files: [BEFORE, path],
        migrations: new Map(),
        sql: () => undefined,
        text: input.text,
        timed: (run) => run(),
      });
      return { ...migrationFile(file, info, own, undefined, new Date(0)), ...(undo && { undo }) };
    },
    isUnreleased: () => false,
    users: () => (then, wanted) =>
      usersOf(then, wanted, {
        texts: [
          { text: folded, isMigration: true },
          { text: earlier, isMigration: false },
        ],
        documents: [],
        now: model,
        parser: options.parser,
      }),
    input: () => input,
  });
  const named = tool ?? orderedFolder;
  const migration = { path, comments: [], ...(named.file(path) ?? { kind: 'up' as const, version: '', name: '' }) };
  const info = migrationInfo(migration, named, text, () => undefined);
  return [
    ...[...model.tables()].flatMap((table) => runTableRules(tableRules, table, input)),
    ...runRefusalRules(refusalRules, refusals, input),
    ...queries.of(folded, () => false).alike.flat(),
    ...migrations.of(folded, info, () => false).findings,
  ];
}
