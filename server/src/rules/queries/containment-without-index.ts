import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { addStatement } from '../lib/edits';
import { fillName, nameIn } from '../lib/names';
import { columnOf, visit } from '../lib/query';
import { keywordCase } from '../lib/syntax';

/** What a GIN index with the usual operator class finds. */
const JSON_OPERATORS = new Set(['@>', '?', '?|', '?&', '@?', '@@']);
const ARRAY_OPERATORS = new Set(['@>', '<@', '&&']);
const USUAL = 'idx_{table}_{columns}';

export default defineRule({
  id: 'containment-without-index',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { modular: ['info'] },
  gate: 'index strategy',
  needs: 'query',
  covers: ['IDX-jsonb-gin'],
  docs: {
    summary: 'A search inside JSON or arrays has a GIN index.',
    why: 'An ordinary index knows only whole values. For what a `jsonb` or an array contains, PostgreSQL reads all rows, unless a GIN index of the column is there.',
    whenOff: 'For small tables, and where another condition leaves few rows.',
    references: [
      {
        title: 'PostgreSQL: jsonb Indexing',
        url: 'https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING',
      },
    ],
  },
  examples: [
    {
      title: 'what a document contains',
      sql: 'CREATE TABLE orders (id int, data jsonb);\nSELECT id FROM orders WHERE data @> \'{"paid": true}\';',
      reports: ['@>'],
      says: '`orders.data`',
      fixed:
        'CREATE TABLE orders (id int, data jsonb);\nCREATE INDEX idx_orders_data ON orders USING gin (data);\nSELECT id FROM orders WHERE data @> \'{"paid": true}\';',
    },
    {
      title: 'arrays that have something in common',
      sql: "create table posts (id int, tags text[]);\nselect p.id from posts p where p.tags && array['a', 'b'];",
      reports: ['&&'],
      fixed:
        "create table posts (id int, tags text[]);\ncreate index idx_posts_tags on posts using gin (tags);\nselect p.id from posts p where p.tags && array['a', 'b'];",
    },
    {
      title: 'an index that can',
      sql: 'CREATE TABLE orders (id int, data jsonb);\nCREATE INDEX ON orders USING gin (data jsonb_path_ops);\nSELECT id FROM orders WHERE data @> \'{"paid": true}\';',
      reports: [],
    },
    {
      title: 'other operators, ranges, and what is shown',
      sql: "CREATE TABLE orders (id int, data jsonb, during tstzrange);\nSELECT data @> '{}' FROM orders WHERE data ->> 'a' = 'b' AND during @> now();",
      reports: [],
    },
  ],
  query(query, context) {
    const seen = new Set<string>();
    for (const tree of query.trees) {
      visit(tree.node, {
        A_Expr({ kind, name, lexpr, location }, parents) {
          if (kind !== 'AEXPR_OP' || !lexpr || !('ColumnRef' in lexpr)) return;
          if (!parents.some(({ field }) => field === 'whereClause' || field === 'quals')) return;
          const [first] = name ?? [];
          const operator = first && 'String' in first ? (first.String.sval ?? '') : '';
          if (!JSON_OPERATORS.has(operator) && !ARRAY_OPERATORS.has(operator)) return;
          const found = columnOf(query, tree, lexpr.ColumnRef, context.schema);
          if (!found || found.table.kind === 'view' || found.table.temporary || !found.column.type.builtIn) return;
          const { table, column } = found;
          const fits =
            column.type.dimensions > 0
              ? ARRAY_OPERATORS.has(operator)
              : column.type.name.name === 'jsonb' && JSON_OPERATORS.has(operator);
          const helps = table.indexes.some(
            ({ method, keys }) => method !== 'btree' && keys.some((key) => key.column === column.name),
          );
          if (!fits || helps || seen.has(`${table.key} ${column.name}`)) return;
          seen.add(`${table.key} ${column.name}`);
          const { source } = table.changed ?? table.origin;
          const spelled = keywordCase(source, context);
          const taken = new Set([...table.indexes, ...table.constraints].map((each) => each.name));
          const index = fillName(context.conventions.index?.value ?? USUAL, table.name, [column.name], taken);
          const sql = `${spelled('CREATE INDEX')} ${quoteIdent(index)} ${spelled('ON')} ${nameIn(source, table)} ${spelled('USING')} gin (${quoteIdent(column.name)})`;
          context.report({
            at: tree.origin(tree.text.span(tree.text.index(location))),
            message: `No index finds what \`${table.name}.${column.name}\` contains, so this reads all rows. Add a GIN index.`,
            related: [{ at: column.nameOrigin, message: 'The column.' }],
            fixes: [
              { title: `Create index \`${index}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] },
            ],
          });
        },
      });
    }
  },
});
