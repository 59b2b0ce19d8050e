import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { foreignColumns } from '../lib/keys';
import { wordsOfName } from '../lib/names';
import { describe } from '../lib/tables';

const ATTRIBUTE =
  /^(?:attribute|attr|property|prop|field|custom field|parameter|characteristic)(?: (?:id|name|key|code|type))?$/;
const VALUE =
  /^(?:(?:attribute|attr|property|field) )?value(?: (?:text|string|int|integer|number|numeric|decimal|date|datetime|bool|boolean|json))?$/;
const OTHER = /^(?:id|position|order|rank|unit|created|updated|locale|language)/;

export default defineRule({
  id: 'entity-attribute-value',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['SHP-eav', 'P121'],
  docs: {
    summary: 'Properties are columns, not rows of a table of names and values.',
    why:
      'In a table of entity, attribute and value no value has a type, a CHECK or a foreign key, nothing says which ones must be there, and each property that a ' +
      'query shows is one more join. Columns are better where the properties are known, and a `jsonb` column where they are not.',
    whenOff: 'Where people define the properties themselves and each has a history of its own.',
    references: [
      { title: 'PostgreSQL: JSON Types', url: 'https://www.postgresql.org/docs/current/datatype-json.html' },
    ],
  },
  examples: [
    {
      title: 'name and value',
      sql: 'CREATE TABLE product_attributes (\n  product_id bigint NOT NULL REFERENCES products,\n  attribute_name text NOT NULL,\n  value text,\n  PRIMARY KEY (product_id, attribute_name)\n);',
      reports: ['product_attributes'],
      says: '`attribute_name`',
    },
    {
      title: 'a value of each type',
      sql: 'CREATE TABLE item_values (id bigint PRIMARY KEY, item_id bigint, attribute_id int REFERENCES attributes, value_text text, value_number numeric, value_date date);',
      reports: ['item_values'],
    },
    {
      title: 'settings: a key and a value that belong to nothing',
      sql: 'CREATE TABLE settings (key text PRIMARY KEY, value text);\nCREATE TABLE properties (property text PRIMARY KEY, value text);',
      reports: [],
    },
    {
      title: 'it says more than that, as real tables do',
      sql: 'CREATE TABLE measurements (id bigint PRIMARY KEY, sensor_id int REFERENCES sensors, value numeric, at timestamptz);\nCREATE TABLE bids (field_id int REFERENCES fields, value numeric, bidder_id int, accepted boolean, note text);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open) return;
    const foreign = foreignColumns(table);
    const named = table.columns.map((column) => ({ column, words: wordsOfName(column.name).join(' ') }));
    const attribute = named.find(({ words }) => ATTRIBUTE.test(words))?.column;
    const values = named.filter(({ words }) => VALUE.test(words));
    if (!attribute || values.length === 0) return;
    const key = primaryKey(table)?.columns ?? [];
    const own = key.length === 1 ? key[0] : undefined;
    const isEntity = ({ column, words }: (typeof named)[number]) =>
      column !== attribute && column.name !== own && (foreign.has(column.name) || words.endsWith(' id'));
    const entity = named.find(isEntity)?.column;
    const rest = named.filter(
      (each) =>
        each.column !== attribute &&
        !values.includes(each) &&
        !isEntity(each) &&
        each.column.name !== own &&
        !OTHER.test(each.words),
    );
    if (!entity || rest.length > 0) return;
    context.report({
      at: table.nameOrigin,
      message: `${describe(table)} keeps properties as rows (\`${entity.name}\`, \`${attribute.name}\`, \`${values[0]!.column.name}\`), where no value has a type, a CHECK or a foreign key. Make columns of those that are known, and keep the others as \`jsonb\`.`,
    });
  },
});
