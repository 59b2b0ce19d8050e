import { expect } from 'vitest';
import type { Span } from '../../server/src/base/span';
import type { SpecColumn, SpecEntity, SpecFacts, SpecKind } from '../../server/src/spec/facts';
import { readSpec } from '../../server/src/spec/read';

/** Reads a document with both kinds of line ends, sees to it that the places are right, and returns the facts as lines. */
export function read(kind: SpecKind, text: string): string[] {
  const lines = print(text, readSpec(kind, text));
  const windows = text.replaceAll('\n', '\r\n');
  expect(print(windows, readSpec(kind, windows))).toEqual(lines);
  return lines;
}

/** As `read`, with the marks of a template string's indentation taken away. */
export function readModel(text: string): string[] {
  return read('data model', dedent(text));
}

export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(indent)).join('\n');
}

function print(text: string, facts: SpecFacts): string[] {
  const at = ({ start, end }: Span) => text.slice(start, end).replaceAll('\r\n', '\n');
  const entity = (one: SpecEntity) => {
    expect(at(one.nameSpan)).toBe(one.name);
    expect(one.span.start).toBeLessThanOrEqual(one.nameSpan.start);
    if (one.table) expect(at(one.table.span)).toMatch(new RegExp(`${one.table.name}$`));
    const name = `${one.schema === undefined ? '' : `${one.schema}.`}${one.name}`;
    return [
      `${name}${one.table ? ` = ${one.table.name}` : ''}${one.placeholder ? ' (placeholder)' : ''}`,
      ...one.columns.map((each) => `  ${column(each)}`),
    ];
  };
  const column = (one: SpecColumn) => {
    expect(at(one.nameSpan)).toBe(one.name);
    expect(one.span.start).toBeLessThanOrEqual(one.nameSpan.start);
    expect(one.span.end).toBeGreaterThanOrEqual(one.nameSpan.end);
    if (one.type) expect(at(one.type.span)).toBe(one.type.text.replaceAll('\r\n', '\n'));
    const target =
      one.references && `→ ${one.references.entity}${one.references.column ? `.${one.references.column}` : ''}`;
    const flags = [
      one.type?.text.replaceAll('\r\n', '\n') ?? '-',
      one.primaryKey && 'PK',
      one.unique && 'UNIQUE',
      one.notNull !== undefined && (one.notNull ? 'NOT NULL' : 'NULL'),
      target && `${target} [${at(one.references.span)}]`,
      one.placeholder && '(placeholder)',
    ];
    return [one.name, ...flags].filter((flag) => typeof flag === 'string').join(' ');
  };
  return [
    ...facts.entities.flatMap(entity),
    ...facts.relations.map((one) => {
      expect(at(one.from.span)).toBe(one.from.entity);
      expect(at(one.to.span)).toBe(one.to.entity);
      return `~ ${one.from.entity} ${one.cardinality ?? '-'} ${one.to.entity}`;
    }),
    ...facts.sqlBlocks.map((one) => `sql ${JSON.stringify(at(one))}`),
    ...facts.directives.map((one) => `directive ${at(one)}`),
    ...facts.problems.map((one) => `problem ${one.message} [${at(one.span)}]`),
  ];
}
