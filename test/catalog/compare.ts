import type { ComparedSchema } from './postgres';

/** A catalogue as rows that two sides can be compared by: `column public.t.id` and what is said of it. */
export type Rows = Map<string, string>;

export interface Difference {
  readonly row: string;
  readonly postgres: string | undefined;
  readonly ours: string | undefined;
}

export interface Comparison {
  /** Rows of PostgreSQL's catalogue. */
  readonly rows: number;
  readonly differences: readonly Difference[];
}

export function compare(postgres: readonly ComparedSchema[], ours: readonly ComparedSchema[]): Comparison {
  const [theirs, own] = [rowsOf(postgres), rowsOf(ours)];
  // Each NOT NULL has its constraint; ours are those that somebody named and those that aren't valid.
  for (const [row, said] of theirs)
    if (said.startsWith('["n"') && said.endsWith(',true]') && !own.has(row)) theirs.delete(row);
  const names = [...new Set([...theirs.keys(), ...own.keys()])];
  const differences = names
    .filter((row) => theirs.get(row) !== own.get(row))
    .map((row) => ({ row, postgres: theirs.get(row), ours: own.get(row) }));
  return { rows: theirs.size, differences };
}

function rowsOf(schemas: readonly ComparedSchema[]): Rows {
  const rows = new Map<string, string>();
  for (const schema of schemas) {
    for (const type of schema.enums) rows.set(`enum ${schema.name}.${type.name}`, type.values.join(', '));
    for (const table of schema.tables) {
      const name = `${schema.name}.${table.name}`;
      rows.set(`table ${name}`, said(table.kind, table.comment));
      table.columns.forEach((column, i) => {
        const { type, notNull, identity, comment } = column;
        const values = [normal(column.default), normal(column.generated)];
        const plain = type.replace(/^(geometry|geography|vector|halfvec|sparsevec)\(.*\)/, '$1');
        rows.set(`column ${name}.${column.name}`, said(i, plain, notNull, ...values, identity, comment));
      });
      for (const { name: own, kind, columns, references, onDelete, onUpdate, validated } of table.constraints) {
        rows.set(`constraint ${name}.${own}`, said(kind, columns, references, onDelete, onUpdate, validated));
      }
      for (const { name: own, unique, method, definition } of table.indexes) {
        rows.set(`index ${name}.${own}`, said(unique, method, normal(definition)));
      }
    }
  }
  return rows;
}

function said(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

/** An expression without what PostgreSQL adds when it prints one: casts, parentheses, spaces, schemas that are searched. */
function normal(expression: string | null): string | null {
  return (
    expression &&
    expression
      .replace(
        /::\s*(?:"[^"]+"|double precision|(?:character|bit) varying|time(?:stamp)?(?:\(\d\))? with(?:out)? time zone|[a-z_][\w ]*?)(?:\.\w+)?(?:\([\d, ]+\))?(?:\[\])?(?=[\s,;)\]]|$)/gi,
        '',
      )
      .replace(/\b(?:public|pg_catalog)\.|\bonly\b/gi, '')
      .replace(/[()\s"]/g, '')
      .toLowerCase()
  );
}
