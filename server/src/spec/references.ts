import type { SpecColumn, SpecEntity, SpecReference } from './facts';
import { matcher } from './resolve';

/** Schemas that documents refer to without having an entity of theirs. */
const SCHEMAS = new Set(['public', 'auth', 'storage', 'dbo']);

/**
 * `a.b` is a column of a table, or a table of a schema. It was read as the former; this corrects those that, by the
 * entities of the document, are the latter.
 */
export function withSchemas(entities: readonly SpecEntity[]): SpecEntity[] {
  const schemas = new Set([...SCHEMAS, ...entities.flatMap(({ schema }) => schema?.toLowerCase() ?? [])]);
  const isEntity = matcher(entities.flatMap(({ name, table }) => (table ? [name, table.name] : [name])));
  const corrected = (references: SpecReference): SpecReference => {
    const { entity, column, span } = references;
    // `users(id)`, longer than `users.id`, leaves no doubt.
    const isCall = span.end - span.start > entity.length + 1 + (column?.length ?? 0);
    if (column === undefined || isCall || entity.includes('.') || isEntity(entity)) return references;
    return schemas.has(entity.toLowerCase()) || isEntity(column) ? { entity: `${entity}.${column}`, span } : references;
  };
  const correctedColumn = (column: SpecColumn): SpecColumn =>
    column.references ? { ...column, references: corrected(column.references) } : column;
  return entities.map((entity) => ({ ...entity, columns: entity.columns.map(correctedColumn) }));
}
