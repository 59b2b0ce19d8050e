import { SchemaModel } from '../../server/src/model/schema-model';
import { placeOf, type Origin, type Table } from '../../server/src/model/schema';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { FoldedText } from '../../server/src/workspace/folded-text';
import { Reader, SqlText } from '../../server/src/workspace/sql-text';
import { toolOf } from '../../server/src/model/tools/tools';

export interface TestModel {
  readonly model: SchemaModel;
  readonly text: SqlText;
  readonly folded: FoldedText;
  readonly reader: Reader;
}

/** The schema of one SQL text. */
export function modelOf(sql: string, parser: PgParser): TestModel {
  const reader = new Reader(parser, undefined);
  const text = new SqlText(sql, reader);
  const model = new SchemaModel(
    () => 0,
    (composed) => reader.composed(composed),
  );
  const comments = text.statements.flatMap((s) =>
    s.directives.map((d) => sql.slice(s.start + d.start, s.start + d.end)),
  );
  const tool = comments.map(toolOf).find((found) => found !== undefined);
  const folded = new FoldedText('test.sql', text, model, tool);
  model.commit();
  return { model, text, folded, reader };
}

/** A table in one line for each thing that it has, sorted where order says nothing. */
export function describeTable(table: Table): string[] {
  const columns = table.columns.map((c) => {
    const value = c.default ? ` default ${c.default.text}` : '';
    const generated = c.generated ? ` generated ${c.generated.text}` : '';
    return `${c.name} ${c.type.display}${c.notNull ? ' not null' : ''}${c.identity ? ` identity ${c.identity}` : ''}${value}${generated}`;
  });
  const constraints = table.constraints.map((c) => {
    const to = c.references
      ? ` -> ${c.references.table.name}(${c.references.columns.join()}) on delete ${c.references.onDelete}`
      : '';
    const check = c.expression ? ` ${c.expression.text}` : '';
    return `${c.kind} ${c.name} (${c.columns.join()})${to}${check}${c.validated ? '' : ' not valid'}`;
  });
  const indexes = table.indexes.map(
    (i) =>
      `${i.unique ? 'unique ' : ''}index ${i.name} ${i.method} (${i.keys.map((k) => k.text).join()})${i.predicate ? ` where ${i.predicate.text}` : ''}`,
  );
  return [`${table.kind} ${table.key}`, ...columns, ...constraints.sort(), ...indexes.sort()];
}

export function describeModel(model: SchemaModel): string[] {
  const tables = [...model.tables()].sort((a, b) => (a.key < b.key ? -1 : 1)).flatMap(describeTable);
  const enums = [...model.types()]
    .flatMap((e) => (e.kind === 'enum' ? [`enum ${e.key} (${e.values.join()})`] : []))
    .sort();
  return [...tables, ...enums];
}

/** The text at an origin. */
export function at(sql: string, origin: Origin): string {
  const { start, end } = placeOf(origin);
  return sql.slice(start, end);
}
