import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Constraint, CreateStmt, IndexStmt, Node } from '@pgsql/types';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';

interface Snippet {
  prefix: string[];
  description: string;
  body: string[];
}
interface Expanded {
  text: string;
  stops: number[];
}

const root = path.join(import.meta.dirname, '../..');
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const { contributes } = json('package.json') as { contributes: { snippets: { language: string; path: string }[] } };
const languages = contributes.snippets.map(({ language, path: file }) => {
  return { language, snippets: Object.entries(json(file) as Record<string, Snippet>) };
});
const of = (language: string) => languages.find((each) => each.language === language)?.snippets ?? [];

beforeAll(loadModule);

test('snippets are there for SQL, Markdown and YAML', () => {
  expect(languages.map(({ language }) => language).sort()).toEqual(['markdown', 'sql', 'yaml']);
});

describe.each(languages)('$language snippets', ({ snippets }) => {
  test.each(snippets)('%s is whole', (_name, { prefix, description, body, ...rest }) => {
    expect(rest).toEqual({});
    expect(prefix[0]).toMatch(/^tw-[a-z-]+$/);
    expect(description).toMatch(/^[A-Z].*[^.\s]$/);
    expect(body.length).toBeGreaterThan(0);
    const { stops } = expand(body);
    const highest = Math.max(...stops);
    expect([...new Set(stops)].sort((a, b) => a - b)).toEqual([...Array(highest + 1).keys()]);
    expect(stops.filter((stop) => stop === 0)).toHaveLength(1);
  });

  test('no two have the same prefix', () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

describe('SQL', () => {
  test.each(of('sql'))('%s is PostgreSQL in our conventions', (_name, { body }) => {
    const { text } = expand(body);
    if (
      !text
        .trim()
        .split('\n')
        .every((line) => line.startsWith('--'))
    )
      checkConventions(text);
  });

  test('the comment on personal data has all three parts', () => {
    const pii = of('sql').find(([, { prefix }]) => prefix.includes('tw-pii'));
    expect(expand(pii?.[1].body ?? []).text).toMatch(/'PII: [^.]+\. Retention: [^.]+\. Erasure: [^.]+\.'/);
  });
});

describe('Markdown', () => {
  test.each(of('markdown'))('%s has valid SQL and even tables', (_name, { body }) => {
    const { text } = expand(body);
    for (const [, sql] of text.matchAll(/^```sql\n(.*?)^```$/gms)) checkConventions(sql ?? '');
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.slice(0, 3).map((row) => row.split('|').length)).size).toBeLessThan(2);
    for (const [, shape] of text.matchAll(/`(WHERE [^`]*)`/g)) parse(`SELECT * FROM t ${shape?.replaceAll('?', '$1')}`);
  });
});

describe('YAML', () => {
  test.each(of('yaml'))('%s is a part of a contract', (_name, { body }) => {
    const { text } = expand(body);
    expect(text).not.toContain('\t');
    const entries = Object.values((parseYaml(text) ?? {}) as Record<string, Record<string, unknown>>);
    if (!text.startsWith('#')) expect(entries).toHaveLength(1);
    for (const entry of entries) {
      expect(entry.description).toEqual(expect.any(String));
      if ('sql' in entry) parse(String(entry.sql));
      else expect(Object.keys(entry)).toEqual(['description', 'columns', 'indexes', 'relationships']);
    }
  });
});

/** What the editor inserts when every default is accepted. */
function expand(body: string[]): Expanded {
  const source = body.join('\n').replaceAll('\t', '    ');
  const defaults = new Map<string, string>();
  const pattern = /\\([\\$}])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^}\\])*)|\|([^|]*)\|)?\}/g;
  for (const [, , , stop, fallback, choice] of source.matchAll(pattern)) {
    const value = fallback ?? choice?.split(',')[0];
    if (stop === undefined || value === undefined) continue;
    expect(defaults.has(stop), `tab stop ${stop} has two defaults`).toBe(false);
    defaults.set(stop, value);
  }
  const stops: number[] = [];
  const text = source.replace(pattern, (_match, escaped?: string, plain?: string, braced?: string) => {
    if (escaped !== undefined) return escaped;
    const stop = plain ?? braced ?? '';
    stops.push(Number(stop));
    return defaults.get(stop) ?? '';
  });
  expect(text, 'a variable or a nested placeholder').not.toMatch(/\$\{|\$[A-Z]/);
  return { text, stops };
}

function parse(sql: string): Node[] {
  const { stmts } = parseSync(sql) as { stmts: { stmt: Node }[] };
  expect(stmts.length).toBeGreaterThan(0);
  return stmts.map(({ stmt }) => stmt);
}

/** Named constraints, an action for every delete, an index for every foreign key. */
function checkConventions(sql: string): void {
  const statements = parse(sql);
  const indexes = statements.flatMap((each) => ('IndexStmt' in each ? [each.IndexStmt] : []));
  for (const index of indexes) {
    expect(index.idxname).toBe(['idx', index.relation?.relname, ...columnsOf(index)].join('_'));
  }
  for (const each of statements) {
    if ('CreateStmt' in each) checkTable(each.CreateStmt, indexes);
    if ('AlterTableStmt' in each) {
      for (const command of each.AlterTableStmt.cmds ?? []) {
        const added = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
        if (added && 'Constraint' in added) checkConstraint(added.Constraint);
      }
    }
  }
}

function checkTable(table: CreateStmt, indexes: IndexStmt[]): void {
  const elements = table.tableElts ?? [];
  const constraints = elements.flatMap((each) => ('Constraint' in each ? [each.Constraint] : []));
  const columns = elements.flatMap((each) => ('ColumnDef' in each ? [each.ColumnDef] : []));
  expect(columns.map(({ colname }) => colname)).toContain('created_at');
  for (const column of columns) {
    const inline = (column.constraints ?? []).map((each) =>
      'Constraint' in each ? each.Constraint.contype : undefined,
    );
    expect(inline.every((type) => type === 'CONSTR_NOTNULL' || type === 'CONSTR_DEFAULT')).toBe(true);
  }
  constraints.forEach(checkConstraint);
  expect(constraints.filter(({ contype }) => contype === 'CONSTR_PRIMARY')).toHaveLength(1);
  const leading = [
    ...constraints.map(({ keys }) => strings(keys)[0]),
    ...indexes
      .filter(({ relation }) => relation?.relname === table.relation?.relname)
      .map((each) => columnsOf(each)[0]),
  ];
  for (const { contype, fk_attrs } of constraints) {
    if (contype === 'CONSTR_FOREIGN') expect(leading).toContain(strings(fk_attrs)[0]);
  }
}

function checkConstraint({ contype, conname, fk_del_action }: Constraint): void {
  const prefixes: Partial<Record<NonNullable<Constraint['contype']>, string>> = {
    CONSTR_PRIMARY: 'pk_',
    CONSTR_UNIQUE: 'uq_',
    CONSTR_FOREIGN: 'fk_',
    CONSTR_CHECK: 'chk_',
  };
  expect(conname?.startsWith(prefixes[contype ?? 'CONSTR_NULL'] ?? '?'), `${contype} ${conname}`).toBe(true);
  if (contype === 'CONSTR_FOREIGN') expect(fk_del_action).not.toBe('a');
}

function strings(nodes: Node[] | undefined): (string | undefined)[] {
  return (nodes ?? []).map((each) => ('String' in each ? each.String.sval : undefined));
}

function columnsOf({ indexParams }: IndexStmt): (string | undefined)[] {
  return (indexParams ?? []).map((each) => ('IndexElem' in each ? each.IndexElem.name : undefined));
}
