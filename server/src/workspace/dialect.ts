import type { Span } from '../base/span';
import { tokenize } from '../sql/lexer';

/** Why a text isn't PostgreSQL's. `span` is the sign, UTF-16 from the statement's start. */
export interface ForeignSign {
  readonly what: string;
  readonly span: Span;
}

const WORDS: Readonly<Record<string, string>> = {
  auto_increment: 'MySQL (`AUTO_INCREMENT`)',
  autoincrement: 'SQLite (`AUTOINCREMENT`)',
  pragma: 'SQLite (`PRAGMA`)',
  nvarchar: 'SQL Server (`NVARCHAR`)',
  varchar2: 'Oracle (`VARCHAR2`)',
};

const DIALECTS: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  tidb: 'TiDB',
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  mssql: 'SQL Server',
  sqlserver: 'SQL Server',
  h2: 'H2',
  hsqldb: 'HSQLDB',
  cockroach: 'CockroachDB',
  cockroachdb: 'CockroachDB',
  clickhouse: 'ClickHouse',
  bigquery: 'BigQuery',
  snowflake: 'Snowflake',
};
/** `schema-mysql.sql`, `mysql_schema.sql`; in the name of a migration such a word tells what it is about. */
const SCHEMA_FILE = /^(?:(?:create|init|schema|tables?|createtables|structure|ddl|dump|setup|install|data|seeds?)[-_])*(\w+?)(?:[-_](?:create|init|schema|tables?|structure|ddl|dump|setup|install|data|seeds?))*$/; // prettier-ignore

/** The dialect that a file says by its name, or by a folder in the workspace: `mysql/1.sql`, `1_x.sqlite.up.sql`. */
export function namedDialect(path: string, folder: string): string | undefined {
  const parts = path.slice(folder.length).toLowerCase().split('/');
  const words = parts.pop()!.split('.').slice(0, -1);
  const dotted = words.slice(1);
  const found = [...parts, ...dotted, SCHEMA_FILE.exec(words[0] ?? '')?.[1] ?? ''].find((word) => word in DIALECTS);
  return found === undefined ? undefined : DIALECTS[found];
}

/**
 * Looks in a statement that PostgreSQL refuses for a sign of another dialect or of a template language. The signs are
 * such as can't stand in PostgreSQL's SQL at all.
 */
export function foreignSign(sql: string): ForeignSign | undefined {
  const tokens = tokenize(sql).filter((token) => token.kind !== 'comment' && token.kind !== 'string');
  for (const [i, token] of tokens.entries()) {
    const text = sql.slice(token.start, token.end);
    const found = (what: string): ForeignSign => ({ what, span: { start: token.start, end: token.end } });
    if (token.kind === 'variable' && /^\{\{-?\s*(?:ref|source|config|var|this|env_var|dbt_utils)\b/.test(text))
      return found('a dbt template');
    if (token.kind === 'punct' && text === '{' && sql[token.start + 1] === '%') return found('a Jinja template (`{%`)');
    if (token.kind === 'op' && text.startsWith('`') && backticked(sql, token.start))
      return found('MySQL (names in backticks)');
    if (token.kind === 'word') {
      const word = text.toLowerCase();
      if (WORDS[word]) return found(WORDS[word]);
      if (word === 'engine' && sql[tokens[i + 1]?.start ?? 0] === '=') return found('MySQL (`ENGINE =`)');
      if (word === 'go' && aloneOnLine(sql, token.start, token.end)) return found('SQL Server (`GO`)');
    }
    if (
      token.kind === 'punct' &&
      text === '[' &&
      /^\[[A-Za-z_][\w ]*\](?:\.\[|\s*[\s(,])/.test(sql.slice(token.start)) &&
      /\bdbo\b/i.test(sql)
    ) {
      return found('SQL Server (names in brackets)');
    }
  }
  return undefined;
}

function backticked(sql: string, at: number): boolean {
  return /^`[^`\n]+`/.test(sql.slice(at));
}

function aloneOnLine(sql: string, start: number, end: number): boolean {
  const before = sql.slice(sql.lastIndexOf('\n', start - 1) + 1, start);
  const after = /^[^\n]*/.exec(sql.slice(end))![0];
  return before.trim() === '' && /^\s*\d*\s*;?\s*$/.test(after);
}
