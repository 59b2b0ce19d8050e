import type { DescribedColumn } from '../write-column';
import type { ContractIndex } from './facts';

/** Text as a YAML scalar: plain where it can be nothing else. */
export function scalar(text: string): string {
  const plain =
    /^[\p{L}_][\p{L}\p{N}_ .()[\],/-]*$/u.test(text) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) &&
    !/ $|, |[[\]]$/.test(text);
  const number = /^-?\d+(?:\.\d+)?$/.test(text);
  return plain || number
    ? text
    : `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\n').replaceAll('\t', '\\t')}"`;
}

/** A list of names in brackets. */
export function bracketed(texts: readonly string[]): string {
  return `[${texts.map((text) => (/^[\p{L}\p{N}_]+$/u.test(text) ? text : scalar(text))).join(', ')}]`;
}

/** A column with the keys that others have, without a line end. Lines end with `\n` in all that is written here. */
export function columnLines(column: DescribedColumn, indent: string, keys: readonly string[]): string {
  const inner = `${indent}  `;
  const lines = [
    `type: ${scalar(column.type)}`,
    ...(column.primaryKey ? ['primary_key: true'] : []),
    ...(keys.includes('nullable') || column.notNull ? [`nullable: ${!column.notNull}`] : []),
    ...(column.unique ? ['unique: true'] : []),
    ...(column.default === undefined ? [] : [`default: ${scalar(column.default)}`]),
    ...(keys.includes('backend_field') ? [`backend_field: ${camelCase(column.name)}`] : []),
    ...(column.comment === undefined ? [] : [`description: ${scalar(column.comment)}`]),
  ];
  return `${indent}${keyOf(column.name)}:${lines.map((line) => `\n${inner}${line}`).join('')}`;
}

export interface NewIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly method: string;
  readonly unique: boolean;
  readonly predicate?: string;
  readonly reason?: string;
}

/** `sample` is another index of the contract, whose keys are written in its manner. */
export function indexLines(index: NewIndex, indent: string, sample?: ContractIndex): string {
  const lines = [
    `name: ${scalar(index.name)}`,
    `columns: ${bracketed(index.columns)}`,
    ...(sample === undefined || sample.method || index.method !== 'btree' ? [`type: ${index.method}`] : []),
    ...(index.unique ? ['unique: true'] : []),
    ...(index.predicate === undefined ? [] : [`where: ${scalar(index.predicate)}`]),
    ...(index.reason === undefined ? [] : [`reason: ${scalar(index.reason)}`]),
  ];
  return item(lines, indent);
}

export interface NewRelationship {
  readonly name: string;
  readonly type: string;
  readonly table: string;
  readonly key: string;
  readonly onDelete: string;
  readonly onUpdate?: string;
}

export function relationshipLines(relationship: NewRelationship, indent: string): string {
  const { name, type, table, key, onDelete, onUpdate } = relationship;
  const lines = [
    `name: ${scalar(name)}`,
    `type: ${type}`,
    `foreign_table: ${scalar(table)}`,
    `foreign_key: ${scalar(key)}`,
    `on_delete: ${onDelete}`,
    ...(onUpdate === undefined ? [] : [`on_update: ${onUpdate}`]),
  ];
  return item(lines, indent);
}

export interface NewConstraint {
  readonly name: string;
  readonly type: string;
  readonly expression?: string;
  readonly columns?: readonly string[];
}

export function constraintLines({ name, type, expression, columns }: NewConstraint, indent: string): string {
  const lines = [
    `name: ${scalar(name)}`,
    `type: ${type}`,
    ...(columns ? [`columns: ${bracketed(columns)}`] : []),
    ...(expression === undefined ? [] : [`expression: ${scalar(expression)}`]),
  ];
  return item(lines, indent);
}

function item(lines: readonly string[], indent: string): string {
  return lines.map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}`).join('\n');
}

/** What a column is called in code. */
export function camelCase(name: string): string {
  return name.replace(/_+([\p{L}\p{N}])/gu, (_, letter: string) => letter.toUpperCase());
}

export function keyOf(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(name)
    ? name
    : `"${name.replace(/[\\"]/g, '\\$&')}"`;
}
