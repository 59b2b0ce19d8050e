import { defineRule } from '../define-rule';

export default defineRule({
  id: 'select-into',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'query',
  covers: ['P175'],
  docs: {
    summary: 'A table is made of a query with CREATE TABLE AS, not with SELECT INTO.',
    why: 'In PL/pgSQL and in embedded SQL `SELECT INTO` sets variables. PostgreSQL recommends CREATE TABLE AS, which says what it does and can do more.',
    whenOff: 'As a matter of taste.',
    references: [
      { title: 'PostgreSQL: SELECT INTO', url: 'https://www.postgresql.org/docs/current/sql-selectinto.html' },
    ],
  },
  examples: [
    {
      title: 'a copy',
      sql: 'CREATE TABLE users (id int);\nSELECT id INTO old_users FROM users;',
      reports: ['INTO old_users'],
      says: 'CREATE TABLE AS',
      fixed: 'CREATE TABLE users (id int);\nCREATE TABLE old_users AS SELECT id FROM users;',
    },
    {
      title: 'for a while',
      sql: 'create table users (id int);\nselect id into temp gone from users where id > 5;',
      reports: ['into temp gone'],
      fixed: 'create table users (id int);\ncreate temp table gone as select id from users where id > 5;',
    },
    {
      title: 'a variable',
      sql: 'CREATE TABLE users (id int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nDECLARE n int;\nBEGIN\n  SELECT count(*) INTO n FROM users;\n  RETURN n;\nEND $$;',
      reports: [],
    },
    { title: 'CREATE TABLE AS', sql: 'CREATE TABLE a (id int);\nCREATE TABLE b AS SELECT id FROM a;', reports: [] },
  ],
  query({ node, trees: [tree], routine, source }, context) {
    if (routine || !tree || !('SelectStmt' in node)) return;
    const { rel } = node.SelectStmt.intoClause ?? {};
    if (!rel) return;
    const { text } = tree;
    const name = text.index(rel.location);
    let start = name;
    while (start > 0 && text.word(start) !== 'into') start--;
    const end = name + (rel.schemaname === undefined ? 0 : 2);
    const span = { start: text.span(start).start, end: text.span(end).end };
    const begin = tree.origin({ start: text.span(0).start, end: text.span(0).start });
    const small = text.sql.startsWith('s');
    const kind = text.sql.slice(text.span(start + 1).start, text.span(name).start).replace(/\btable\b\s*/i, '');
    const target = text.sql.slice(text.span(name).start, span.end);
    const words = small ? ['create', 'table', 'as'] : ['CREATE', 'TABLE', 'AS'];
    context.report({
      at: tree.origin(span),
      message: 'SELECT INTO sets variables in PL/pgSQL and makes a table here. Write CREATE TABLE AS.',
      fixes: [
        {
          title: 'Write CREATE TABLE AS',
          kind: 'safe',
          edits: [
            { at: begin, newText: `${words[0]} ${kind}${words[1]} ${target} ${words[2]} ` },
            { at: { source, span: { start: span.start, end: text.span(end + 1).start } }, newText: '' },
          ],
        },
      ],
    });
  },
});
