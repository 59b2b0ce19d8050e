import type { Log } from '../base/ports';
import { SchemaModel } from '../model/schema-model';
import type { Rule } from '../rules/define-rule';
import { readSpec } from '../spec/read';
import { recogniseSpec } from '../spec/recognise';
import type { PgParser } from '../sql/pg-parser';
import { NEWEST_POSTGRES } from '../workspace/config';
import { FoldedText } from '../workspace/folded-text';
import { Reader, SqlText } from '../workspace/sql-text';
import type { Finding } from './finding';
import { runDocumentRules, runTableRules, type RunInput } from './run';

export interface CheckTextOptions {
  readonly parser: PgParser;
  readonly document?: { readonly name: string; readonly text: string };
  /** Options by rule id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly postgresVersion?: number;
  readonly log?: Log;
}

/**
 * Checks one SQL text, or one document beside the schema that the SQL makes, with just these rules at their strict
 * severity (`warning` where that is off). Without files, configuration or suppressions: what a rule's examples need.
 */
export function checkText(rules: readonly Rule[], sql: string, options: CheckTextOptions): Finding[] {
  const { document } = options;
  const text = new SqlText(sql, new Reader(options.parser, undefined));
  const model = new SchemaModel(() => 0);
  new FoldedText('schema.sql', text, model, undefined);
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
    text: (file, start, end) => (file === document?.name ? document.text : sql).slice(start, end),
    settings: () => settings,
    onCrash: (_, error) => {
      throw error;
    },
  };
  if (document) {
    const kind = recogniseSpec(document.name, document.text) ?? 'data model';
    const documentRules = rules.filter((rule) => rule.needs === 'document');
    return runDocumentRules(documentRules, readSpec(kind, document.text), document.name, input);
  }
  const tableRules = rules.filter((rule) => rule.needs !== 'document');
  return [...model.tables()].flatMap((table) => runTableRules(tableRules, table, input));
}
