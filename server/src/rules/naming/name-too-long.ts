import { quoteIdent } from '../../model/names';
import type { Origin } from '../../model/schema';
import { defineRule } from '../define-rule';
import { unquoted, writtenConstraintName } from '../lib/rename';
import { isOwnTable, ownColumns } from '../lib/tables';
import { tokenize } from '../../sql/lexer';
import { replace } from '../lib/edits';

const MAX = 63;

export default defineRule({
  id: 'name-too-long',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'naming',
  needs: 'table',
  looksAt: 'all relations',
  covers: ['P133'],
  docs: {
    summary: 'Names have at most 63 bytes.',
    why:
      'PostgreSQL cuts longer names without an error. Two names that begin alike then clash, and programs that look for the name as it is written do not ' +
      'find it.',
    whenOff: 'Where PostgreSQL was built with a higher limit.',
    references: [
      {
        title: 'PostgreSQL: Identifiers',
        url: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
      },
    ],
  },
  examples: [
    {
      title: 'an index',
      sql: 'CREATE TABLE t (a int);\nCREATE INDEX idx_a_table_with_a_long_name_and_a_column_with_a_long_name_too_1 ON t (a);',
      reports: ['idx_a_table_with_a_long_name_and_a_column_with_a_long_name_too_1'],
      says: '64 bytes',
      fixed:
        'CREATE TABLE t (a int);\nCREATE INDEX idx_a_table_with_a_long_name_and_a_column_with_a_long_name_too_ ON t (a);',
    },
    {
      title: 'a constraint with letters of two bytes',
      sql: 'CREATE TABLE t (a int, CONSTRAINT "prüfung_der_größe_die_über_alle_maßen_lang_ist_und_noch_länger" CHECK (a > 0));',
      reports: ['"prüfung_der_größe_die_über_alle_maßen_lang_ist_und_noch_länger"'],
    },
    {
      title: 'just short enough',
      sql: 'CREATE TABLE idx_a_table_with_a_long_name_and_a_column_with_a_long_name_too_ (a int);',
      reports: [],
    },
    {
      title: 'made up and cut by PostgreSQL itself',
      sql: 'CREATE TABLE a_table_with_a_rather_long_name_as_some_have (a_column_with_a_rather_long_name_too int UNIQUE);',
      reports: [],
    },
  ],
  table(table, context) {
    if (!isOwnTable(table) && table.kind !== 'view' && table.kind !== 'matview') return;
    look(table.nameOrigin, table.name);
    if (!table.query) for (const { name, nameOrigin } of ownColumns(table, context)) look(nameOrigin, name);
    for (const { named, inherited, name, nameOrigin } of table.indexes) if (named && !inherited) look(nameOrigin, name);
    for (const constraint of table.constraints) {
      if (constraint.inherited || !canBeCut(constraint.name)) continue;
      const at = writtenConstraintName(constraint, context);
      if (at) look(at, constraint.name);
    }

    function look(place: Origin, name: string): void {
      if (!canBeCut(name)) return;
      const text = context.text(place);
      const last = tokenize(text).at(-1);
      if (!last) return;
      const written = unquoted(text.slice(last.start, last.end));
      const bytes = Buffer.byteLength(written);
      if (bytes <= MAX || !written.startsWith(name)) return;
      const { source, span } = place;
      const at = { source, span: { start: span.start + last.start, end: span.start + last.end } };
      context.report({
        at,
        message: `This name has ${bytes} bytes, and PostgreSQL cuts it to \`${name}\`. Choose one of at most ${MAX} bytes.`,
        fixes: [{ title: `Write \`${name}\``, kind: 'safe', edits: [replace(at, quoteIdent(name))] }],
      });
    }
  },
});

/** A name that was cut is nearly as long as one can be: a character has up to four bytes. */
function canBeCut(name: string): boolean {
  return Buffer.byteLength(name) >= MAX - 3;
}
