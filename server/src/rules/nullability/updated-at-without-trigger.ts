import { parseName, quoteIdent, quoteName } from '../../model/names';
import type { Source, Table } from '../../model/schema';
import { defineRule, type RuleContext, type OptionSpecs } from '../define-rule';
import { updateTrigger } from '../lib/conventions';
import { UPDATED } from '../lib/timestamps';
import { addStatement } from '../lib/edits';
import { nameIn } from '../lib/names';
import { plainType } from '../lib/retype';
import { keywordCase } from '../lib/syntax';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'updated-at-without-trigger',
  category: 'nullability',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  presets: { documented: ['info', { always: true }] },
  gate: 'timestamps',
  needs: 'schema',
  covers: ['STD-updated-at-trigger'],
  docs: {
    summary: 'Where triggers keep `updated_at`, they do it on each table that has it.',
    why:
      '`DEFAULT now()` is used by INSERT alone. On the one table whose trigger was forgotten `updated_at` stays at the moment in which the row was made, ' +
      'and caches and exports that ask for changes miss them.',
    whenOff: 'Where the program keeps the column on some tables.',
    references: [
      { title: 'PostgreSQL: Trigger Functions', url: 'https://www.postgresql.org/docs/current/plpgsql-trigger.html' },
    ],
  },
  options: {
    always: {
      type: 'boolean',
      default: false,
      description: 'Whether it is also said where other tables have no trigger for it.',
    },
  },
  examples: [
    {
      title: 'forgotten on one table',
      sql: 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;\nCREATE TABLE a (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE b (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON b FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE c (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE d (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON d FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE e (updated_at timestamptz);',
      reports: ['updated_at'],
      says: '4 of 5',
      fixed:
        'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;\nCREATE TABLE a (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE b (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON b FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE c (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE d (updated_at timestamptz);\nCREATE TRIGGER t BEFORE UPDATE ON d FOR EACH ROW EXECUTE FUNCTION touch();\nCREATE TABLE e (updated_at timestamptz);\nCREATE TRIGGER set_updated_at BEFORE UPDATE ON e FOR EACH ROW EXECUTE FUNCTION touch();',
    },
    {
      title: 'on any table',
      sql: 'CREATE TABLE a (id int, updated_at timestamptz);',
      options: { always: true },
      reports: ['updated_at'],
    },
    { title: 'the program does it everywhere', sql: 'CREATE TABLE a (updated_at timestamptz);', reports: [] },
    {
      title: 'by a function of another name, which does more',
      sql: 'CREATE TABLE a (updated_at timestamptz);\nCREATE TRIGGER audit BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION a_changed();',
      options: { always: true },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.updateTrigger;
    if ((!habit && !context.option('always')) || updateTrigger(table) !== undefined) return;
    const column = table.columns.find(
      (each) => UPDATED.test(each.name) && ['timestamptz', 'timestamp'].includes(plainType(each) ?? ''),
    );
    if (!column || column.generated || column.inherited) return;
    const sql = habit && triggerFor(table, habit.value, column.name, context);
    context.report({
      at: column.nameOrigin,
      message:
        `Nothing changes \`${column.name}\` when a row of ${describe(table)} is updated` +
        (habit ? `, while ${habit.count} of ${habit.total} tables have \`${habit.value}\` for it.` : '.') +
        ' Add a trigger.',
      fixes: sql
        ? [
            {
              title: `Add a trigger with \`${habit.value}\``,
              kind: 'suggestion',
              edits: [addStatement(sql.after, sql.text, context)],
            },
          ]
        : [],
    });
  },
});

interface Statement {
  readonly after: Source;
  readonly text: string;
}

function triggerFor(table: Table, name: string, column: string, context: RuleContext<OptionSpecs>): Statement {
  const fn = parseName(name) ?? { name };
  const { source } = table.changed ?? table.origin;
  const made = context.schema.functionsNamed(fn, source.path)[0]?.origin.source;
  const later = made && made.file === source.file && made.statement.start > source.statement.start;
  const after = later ? made : source;
  const spelled = keywordCase(after, context);
  // The function of the extension has to be told which column it keeps.
  const args = fn.name === 'moddatetime' ? `(${quoteIdent(column)})` : '()';
  const text =
    `${spelled('CREATE TRIGGER')} set_${column.toLowerCase()} ${spelled('BEFORE UPDATE ON')} ${nameIn(after, table)} ` +
    `${spelled('FOR EACH ROW EXECUTE FUNCTION')} ${quoteName(fn)}${args}`;
  return { after, text };
}
