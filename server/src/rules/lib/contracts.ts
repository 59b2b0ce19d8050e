import { column, type Index, type Table } from '../../model/schema';
import type { ContractTable } from '../../spec/contract/facts';
import type { NewIndex, NewRelationship } from '../../spec/contract/write';
import type { SpecEntity, SpecFacts } from '../../spec/facts';
import type { DocumentContext } from '../define-rule';
import type { Link } from './links';
import { normalised } from './syntax';

/** A table of a contract with the one of the schema that it means. */
export interface ContractPair {
  readonly entity: SpecEntity;
  readonly said: ContractTable;
  readonly table: Table;
}

export function contractPairs(
  { contract, entities }: SpecFacts,
  { tables }: Pick<DocumentContext<never>, 'tables'>,
): readonly ContractPair[] {
  return (contract?.tables ?? []).flatMap((said, i) => {
    const entity = entities[i]!;
    const table = entity.placeholder ? undefined : tables.find(entity);
    return table ? [{ entity, said, table }] : [];
  });
}

/** The keys of an index as a contract writes them: columns by name, expressions as they are. */
export function keysOf({ keys }: Index): readonly string[] {
  return keys.map((key) =>
    key.column !== undefined && normalised(key.text) === normalised(key.column) ? key.column : oneLine(key.text),
  );
}

export function newIndex(index: Index): NewIndex {
  const { name, method, unique, predicate } = index;
  return {
    name,
    method,
    unique,
    columns: keysOf(index),
    ...(predicate && { predicate: unparenthesised(oneLine(predicate.text)) }),
  };
}

/** A foreign key as the contract of one of its tables writes it. */
export function newRelationship({ child, parent, key, children }: Link, own: Table): NewRelationship {
  const { onDelete, onUpdate } = key.references!;
  const fromChild = own === child;
  return {
    name: fromChild ? key.name : `${parent.name}_${child.name}`,
    type: children === 'zero or one' ? 'one_to_one' : fromChild ? 'many_to_one' : 'one_to_many',
    table: (fromChild ? parent : child).name,
    key: key.columns[0]!,
    onDelete: onDelete.toUpperCase(),
    ...(onUpdate !== 'no action' && { onUpdate: onUpdate.toUpperCase() }),
  };
}

/** Whether two expressions of SQL are the same but for spelling. */
export function sameSql(a: string, b: string): boolean {
  const plain = (text: string) => normalised(text).replace(/::\s*(?:text|character varying|varchar)(?:\s*\(\s*\d+\s*\))?/g, '').replace(/[()\s]+/g, ' ').trim(); // prettier-ignore
  return plain(a) === plain(b);
}

/** All columns of a table that a list names. */
export function hasColumns(table: Table, names: readonly string[]): boolean {
  return names.every((name) => column(table, name) !== undefined);
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function unparenthesised(text: string): string {
  const inner = /^\((.*)\)$/.exec(text)?.[1];
  return inner !== undefined && normalised(inner) === normalised(text) ? inner : text;
}
