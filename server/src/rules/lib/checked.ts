import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import type { Fix } from '../define-rule';
import type { Conventions } from './conventions';
import { addStatement, placeBehind } from './edits';
import { fillName, nameIn } from './names';
import { keywordCase, type Texts } from './syntax';

/** Whether a check, an exclusion or a generated column names all of these columns. */
export function isChecked(table: Table, names: readonly string[]): boolean {
  const expressions = [
    ...table.constraints.flatMap(({ expression, exclusion }) => [
      expression,
      ...(exclusion?.keys.map((key) => key.expression) ?? []),
    ]),
    ...table.columns.map(({ generated }) => generated),
  ];
  return expressions.some((each) => each && names.every((name) => each.columns.includes(name)));
}

type Context = Texts & { readonly conventions: Conventions };

/** Adds a check behind the statement that makes a column. */
export function addCheck(
  table: Table,
  { origin }: Column,
  on: readonly string[],
  condition: string,
  context: Context,
): Fix {
  // prettier-ignore
  const taken = new Set(table.constraints.map(({ name }) => name));
  const name = fillName(context.conventions.constraints.check?.value ?? 'chk_{table}_{columns}', table.name, on, taken);
  const source = placeBehind(origin.source, table);
  const spelled = keywordCase(source, context);
  const sql = `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD CONSTRAINT')} ${quoteIdent(name)} ${spelled('CHECK')} (${condition})`;
  return { title: `Add check \`${condition}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] };
}
