import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { renameColumn } from '../lib/rename';
import { describe, isOwnTable } from '../lib/tables';

export default defineRule({
  id: 'warehouse-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  presets: { classic: ['info'] },
  gate: 'naming',
  needs: 'schema',
  looksAt: 'all relations',
  covers: ['NAM-fact-dim', 'NAM-dim-key'],
  docs: {
    summary:
      'In a warehouse facts are named `fact_*`, dimensions `dim_*` with a key `*_key`, and materialized views `mv_*`.',
    why:
      'Reports are built by people who know the tables by their names only. Looked at are tables named `dim_*`, tables that point to two of them, and materialized ' +
      'views that read one of them.',
    whenOff: 'Where facts and dimensions are named otherwise.',
    references: [
      {
        title: 'PostgreSQL: Materialized Views',
        url: 'https://www.postgresql.org/docs/current/rules-materializedviews.html',
      },
    ],
  },
  examples: [
    {
      title: 'the key of a dimension',
      sql: 'CREATE TABLE dim_customer (\n  id bigint PRIMARY KEY,\n  name text\n);',
      reports: ['id'],
      says: '`customer_key`',
      fixed: 'CREATE TABLE dim_customer (\n  customer_key bigint PRIMARY KEY,\n  name text\n);',
    },
    {
      title: 'facts and views',
      sql: 'CREATE TABLE dim_a (a_key int PRIMARY KEY);\nCREATE TABLE dim_b (b_key int PRIMARY KEY);\nCREATE TABLE sales (a_key int REFERENCES dim_a, b_key int REFERENCES dim_b, total numeric);\nCREATE MATERIALIZED VIEW totals AS SELECT a_key FROM dim_a;',
      reports: ['sales', 'totals'],
      says: '`fact_sales`',
    },
    {
      title: 'named so',
      sql: 'CREATE TABLE dim_a (a_key int PRIMARY KEY);\nCREATE TABLE dim_b (b_key int PRIMARY KEY);\nCREATE TABLE fact_sales (a_key int REFERENCES dim_a, b_key int REFERENCES dim_b);\nCREATE MATERIALIZED VIEW mv_totals AS SELECT a_key FROM dim_a;',
      reports: [],
    },
    {
      title: 'no warehouse, as most schemas are',
      sql: 'CREATE TABLE sales (id int PRIMARY KEY, customer_id int REFERENCES customers, shop_id int REFERENCES shops);\nCREATE MATERIALIZED VIEW totals AS SELECT id FROM sales;',
      reports: [],
    },
  ],
  table(table, context) {
    const isDimension = (name: string) => /^dim_./.test(name);
    if (table.kind === 'matview') {
      if (
        table.name.startsWith('mv_') ||
        !table.query?.reads.some(({ name }) => isDimension(name) || /^fact_./.test(name))
      )
        return;
      context.report({
        at: table.nameOrigin,
        message: `The materialized view ${describe(table)} reads the warehouse and isn't named like one. Name it \`mv_${table.name}\`.`,
      });
      return;
    }
    if (!isOwnTable(table)) return;
    if (isDimension(table.name)) {
      const subject = table.name.slice('dim_'.length);
      const [key, ...more] = primaryKey(table)?.columns ?? [];
      const column = table.columns.find(({ name }) => name === key);
      if (!column || more.length > 0 || column.name.endsWith('_key')) return;
      context.report({
        at: column.nameOrigin,
        message: `The key of the dimension ${describe(table)} is named \`${column.name}\`, like the key that the source has. Name it \`${subject}_key\`.`,
        fixes: renameColumn(table, column, `${subject}_key`, context),
      });
      return;
    }
    const dimensions = new Set(
      table.constraints.flatMap(({ references }) => (references ? [references.table.name] : [])).filter(isDimension),
    );
    if (dimensions.size < 2 || /^(?:fact|bridge|stg|staging)_/.test(table.name)) return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} points to ${dimensions.size} dimensions and so holds facts. Name it \`fact_${table.name}\`.`,
    });
  },
});
