import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { keywordCase } from '../lib/syntax';
import { listed } from '../lib/names';

export default defineRule({
  id: 'view-bypasses-row-security',
  category: 'security',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'query',
  covers: ['P154'],
  docs: {
    summary: 'A view of a table with policies is `security_invoker`.',
    why:
      'A view reads its tables with the rights of its owner, so the policies of the tables do not hold for those who ask the view: they see all rows. ' +
      '`WITH (security_invoker = on)`, from PostgreSQL 15 on, reads with the rights of who asks.',
    whenOff: 'Where a view is meant to show what its reader may not read, or its options are set by ALTER VIEW.',
    references: [
      { title: 'PostgreSQL: CREATE VIEW', url: 'https://www.postgresql.org/docs/current/sql-createview.html' },
    ],
  },
  examples: [
    {
      title: 'of a table with a policy',
      sql: 'CREATE TABLE notes (owner text, body text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);\nCREATE VIEW bodies AS SELECT body FROM notes;',
      reports: ['bodies'],
      says: '`notes`',
      fixed:
        'CREATE TABLE notes (owner text, body text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);\nCREATE VIEW bodies WITH (security_invoker = on) AS SELECT body FROM notes;',
    },
    {
      title: 'with names for its columns',
      sql: 'create table notes (owner text, body text);\nalter table notes enable row level security;\ncreate policy own on notes using (owner = current_user);\ncreate or replace view public.v (a, b) as select n.body, 1 from notes n;',
      reports: ['public.v'],
      fixed:
        'create table notes (owner text, body text);\nalter table notes enable row level security;\ncreate policy own on notes using (owner = current_user);\ncreate or replace view public.v (a, b) with (security_invoker = on) as select n.body, 1 from notes n;',
    },
    {
      title: 'it is',
      sql: 'CREATE TABLE notes (owner text, body text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);\nCREATE VIEW bodies WITH (security_invoker) AS SELECT body FROM notes;',
      reports: [],
    },
    {
      title: 'no row security, or an older PostgreSQL',
      sql: 'CREATE TABLE notes (owner text, body text);\nCREATE VIEW bodies AS SELECT body FROM notes;',
      reports: [],
    },
    {
      title: 'before PostgreSQL 15',
      sql: 'CREATE TABLE notes (owner text);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;\nCREATE POLICY own ON notes USING (owner = current_user);\nCREATE VIEW v AS SELECT owner FROM notes;',
      postgresVersion: 14,
      reports: [],
    },
  ],
  query({ node, trees: [tree], reading }, context) {
    if (!('ViewStmt' in node) || !tree || context.postgresVersion < 15) return;
    const { view, options } = node.ViewStmt;
    const written = options?.some((option) => 'DefElem' in option && option.DefElem.defname === 'security_invoker');
    if (!view || written) return;
    const read = new Set(reading.uses.flatMap(({ kind, table }) => (kind === 'table' ? [table] : [])));
    const guarded = [...read].flatMap((key) => {
      const table = context.schema.table(key);
      return table?.rowSecurity.enabled && table.policies.length > 0 ? [table] : [];
    });
    if (guarded.length === 0) return;
    const { text } = tree;
    const first = text.index(view.location);
    const last = first + (view.schemaname === undefined ? 0 : 2);
    const close = text.word(last + 1) === '(' ? text.partner(last + 1) : last;
    const spelled = keywordCase(tree.origin({ start: 0, end: 0 }).source, context);
    const clause = ` ${spelled('WITH')} (security_invoker = on)`;
    context.report({
      at: tree.origin({ start: text.span(first).start, end: text.span(last).end }),
      message: `This view reads ${listed(guarded.map(({ name }) => name))} with the rights of its owner, so the policies there do not hold for its readers. Make it \`security_invoker\`.`,
      fixes:
        options || close === undefined
          ? []
          : [
              {
                title: 'Make it `security_invoker`',
                kind: 'suggestion',
                edits: [insertAfter(tree.origin(text.span(close)), clause)],
              },
            ],
      related: guarded.map(({ policies }) => ({ at: policies[0]!.origin, message: 'A policy that it passes by.' })),
    });
  },
});
