import { isKey, primaryKey, type Column, type Constraint, type Table } from '../../model/schema';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { canonicalDefault } from '../lib/defaults';
import { defaultOf, foreignKeyOf, valuesOf } from '../lib/described';
import { insertAfter } from '../lib/edits';
import { listed } from '../lib/names';
import { misnamed } from '../lib/similar';
import { comparableType, shortType } from '../lib/types';
import { describe } from '../lib/tables';
import { changeType } from '../lib/retype';

const SCHEMA =
  'CREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  total numeric(12, 2) NOT NULL,\n  placed_at timestamptz\n);';
const model = (columns: string) =>
  `# Data Model: Shop\n\n## Entities\n\n### Order\n\n- **Purpose:** what is bought\n\n#### Schema\n\n\`\`\`sql\nCREATE TABLE orders (\n${columns}\n);\n\`\`\`\n`;

export default defineRule({
  id: 'fence-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['SPEC-fence-drift'],
  docs: {
    summary: 'The CREATE TABLE that a document shows is the one of the schema.',
    why: 'Of two definitions of one table one is old, and people copy from both. Compared are columns, their types, defaults and values, whether they take NULL, keys and foreign keys, as far as the block has them; a block that shows less than half of the columns is an excerpt. Names, order and spelling of types make no difference.',
    whenOff: 'Where documents show what is planned.',
    references: [
      { title: 'PostgreSQL: CREATE TABLE', url: 'https://www.postgresql.org/docs/current/sql-createtable.html' },
    ],
  },
  examples: [
    {
      title: 'another type, and a column that is missing',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  id uuid PRIMARY KEY,\n  total int NOT NULL') },
      reports: ['orders', 'int'],
      says: '`placed_at`',
      fixed: model('  id uuid PRIMARY KEY,\n  total numeric(12,2) NOT NULL,\n  placed_at timestamptz'),
    },
    {
      title: 'a column that the schema lacks',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  id uuid PRIMARY KEY,\n  totl numeric(12, 2) NOT NULL,\n  placed_at timestamptz'),
      },
      reports: ['orders', 'totl'],
    },
    {
      title: 'the same in other words',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  placed_at TIMESTAMP WITH TIME ZONE,\n  id UUID PRIMARY KEY,\n  total DECIMAL(12,2) NOT NULL'),
      },
      reports: [],
    },
    {
      title: 'other keys, values and defaults',
      sql: "CREATE TABLE buyers (id uuid PRIMARY KEY);\nCREATE TABLE orders (\n  id uuid PRIMARY KEY,\n  buyer_id uuid REFERENCES buyers (id) ON DELETE RESTRICT,\n  code text,\n  state text DEFAULT 'new' CHECK (state IN ('new', 'paid'))\n);",
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          "  id uuid,\n  buyer_id uuid REFERENCES buyers (id) ON DELETE CASCADE,\n  code text UNIQUE,\n  state text DEFAULT 'paid' CHECK (state IN ('new', 'sent')),\n  PRIMARY KEY (id, code)",
        ),
      },
      reports: [
        'REFERENCES buyers (id) ON DELETE CASCADE',
        'UNIQUE',
        "'paid'",
        "CHECK (state IN ('new', 'sent'))",
        'PRIMARY KEY (id, code)',
      ],
    },
    {
      title: 'the same keys, written elsewhere or as indexes',
      sql: 'CREATE TABLE buyers (id uuid PRIMARY KEY);\nCREATE TABLE orders (\n  id uuid NOT NULL,\n  buyer_id uuid,\n  code text,\n  made_at timestamptz DEFAULT CURRENT_TIMESTAMP\n);\nALTER TABLE orders ADD PRIMARY KEY (id);\nALTER TABLE orders ADD FOREIGN KEY (buyer_id) REFERENCES buyers;\nCREATE UNIQUE INDEX orders_code ON orders (code);',
      document: {
        name: 'DATA-MODEL.md',
        text: model(
          '  id uuid PRIMARY KEY,\n  buyer_id uuid REFERENCES buyers (id) ON DELETE RESTRICT,\n  code text UNIQUE,\n  made_at timestamptz DEFAULT now()',
        ),
      },
      reports: [],
    },
    {
      title: 'a limit that only one has',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: model('  id uuid PRIMARY KEY,\n  total numeric NOT NULL,\n  placed_at timestamptz(3)'),
      },
      reports: ['numeric', 'timestamptz(3)'],
    },
    {
      title: 'an excerpt',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: model('  id uuid PRIMARY KEY') },
      reports: [],
    },
  ],
  document(_, context) {
    if (context.described === context.own) return;
    for (const own of context.own.tables()) {
      const table = context.described.resolve({ name: own.name }, [own.schema, 'public']);
      if (
        table &&
        !table.open &&
        !own.open &&
        (own.kind === 'table' || own.kind === 'partitioned') &&
        table.kind !== 'view'
      )
        compare(own, table, context);
    }
  },
});

function compare(own: Table, table: Table, context: DocumentContext<never>): void {
  const missing = table.columns.filter(({ name }) => !own.columns.some((each) => each.name === name));
  if (missing.length > table.columns.length / 2) return;
  if (missing.length > 0) {
    context.report({
      at: own.nameOrigin,
      message: `${describe(table)} also has ${listed(missing.map(({ name }) => name))} in the schema, which this block leaves out. Add ${missing.length === 1 ? 'it' : 'them'}, or people will copy the wrong table.`,
      fixes: insertion(own, missing, context),
      related: missing.map((column) => ({ at: column.nameOrigin, message: `\`${column.name}\` is made here.` })),
    });
  }
  for (const column of own.columns) {
    const real = table.columns.find(({ name }) => name === column.name);
    if (!real) {
      const message = `${describe(table)} has no column \`${column.name}\` in the schema. Correct the one that is wrong.`;
      context.report(misnamed(column.nameOrigin, message, column.name, missing.map(({ name }) => name))); // prettier-ignore
    } else if (
      comparableType(real) !== comparableType(column) ||
      (isLimited(real, column) && shortType(real.type) !== shortType(column.type))
    ) {
      context.report({
        at: column.typeOrigin,
        message: `\`${own.name}.${column.name}\` is \`${shortType(real.type)}\` in the schema. Correct the one that is wrong.`,
        fixes: [changeType(column, shortType(real.type), context)],
        related: [{ at: real.typeOrigin, message: `\`${column.name}\` is \`${shortType(real.type)}\`.` }],
      });
    }
    if (real && real.notNull !== column.notNull && !primaryKey(own)?.columns.includes(column.name)) {
      const now = real.notNull ? 'is NOT NULL' : 'takes NULL';
      context.report({
        at: column.nameOrigin,
        message: `\`${own.name}.${column.name}\` ${now} in the schema. Correct the one that is wrong.`,
        fixes: real.notNull
          ? [
              {
                title: 'Make it NOT NULL here',
                kind: 'suggestion',
                edits: [insertAfter(column.typeOrigin, ' NOT NULL')],
              },
            ]
          : [],
        related: [{ at: real.nameOrigin, message: `It ${now}.` }],
      });
    }
    if (real) compareDefaults(own, column, real, context);
  }
  for (const constraint of own.constraints) {
    if (constraint.columns.every((name) => table.columns.some((column) => column.name === name)))
      compareConstraints(own, constraint, table, context);
  }
}

function compareDefaults(own: Table, column: Column, real: Column, context: DocumentContext<never>): void {
  const [said, has] = [column, real].map((each) => canonicalDefault(defaultOf(each) ?? ''));
  if (!column.default || said === undefined || has === undefined || said === has || real.generated) return;
  const now = real.default ? `has the default \`${defaultOf(real) ?? real.default.text}\`` : 'has no default';
  const at = { source: column.origin.source, span: column.default.span };
  context.report({
    at: context.text(at) === column.default.text ? at : column.nameOrigin,
    message: `\`${own.name}.${column.name}\` ${now} in the schema. Correct the one that is wrong.`,
    related: [{ at: real.nameOrigin, message: `It ${now}.` }],
  });
}

function compareConstraints(own: Table, constraint: Constraint, table: Table, context: DocumentContext<never>): void {
  const now = differs(own, constraint, table, context);
  if (now === undefined) return;
  context.report({ at: constraint.origin, message: `In the schema ${now}. Correct the one that is wrong.` });
}

/** What the schema has where a block shows a constraint; undefined where that is the same. */
function differs(
  own: Table,
  constraint: Constraint,
  table: Table,
  context: DocumentContext<never>,
): string | undefined {
  // prettier-ignore
  const { kind, columns, references } = constraint;
  if (kind === 'primary key') {
    const has = primaryKey(table);
    if (has && isSame(has.columns, columns)) return undefined;
    return has ? `the primary key of ${describe(table)} is ${listed(has.columns)}` : `${describe(table)} has no primary key`; // prettier-ignore
  }
  if (kind === 'unique') {
    const isUnique = isKey(table, columns) || table.constraints.some((each) => each.kind === 'unique' && isSame(each.columns, columns)); // prettier-ignore
    return isUnique
      ? undefined
      : `nothing keeps two rows of ${describe(table)} from having the same ${listed(columns)}`;
  }
  if (kind === 'foreign key') {
    const has = foreignKeyOf(table, columns);
    if (!has) return `${listed(columns)} of ${describe(table)} ${columns.length > 1 ? 'are' : 'is'} no foreign key`;
    if (has.references!.table.name !== references!.table.name) return `${listed(columns)} refers to \`${has.references!.table.name}\``; // prettier-ignore
    const [said, action] = [references!.onDelete, has.references!.onDelete].map(refusing);
    return said === action || !references!.onDeleteWritten ? undefined : `the foreign key ${listed(columns)} has ON DELETE ${has.references!.onDelete.toUpperCase()}`; // prettier-ignore
  }
  const [name] = columns;
  if (kind !== 'check' || columns.length !== 1) return undefined;
  const [said, real] = [own, table].map((each) => each.columns.find((column) => column.name === name)!);
  const [list, has] = [valuesOf(own, said!, context.own), valuesOf(table, real!, context.described)];
  if (!list || (has && isSame(list, has))) return undefined;
  if (has) return `\`${name}\` is one of ${listed(has, 'or')}`;
  // Another check may say the same in other words.
  return table.constraints.some(({ expression }) => expression?.columns.includes(name!)) ? undefined : `\`${name}\` takes any value`; // prettier-ignore
}

function refusing(action: string): string {
  return action === 'restrict' ? 'no action' : action;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

/** One says how long or how exact; SQL that says nothing of it means no limit. */
function isLimited(a: Column, b: Column): boolean {
  return a.type.modifiers.length + b.type.modifiers.length > 0;
}

function insertion(own: Table, missing: readonly Column[], context: DocumentContext<never>): readonly Fix[] {
  const last = own.columns.findLast(({ origin }) => origin.source === own.origin.source);
  if (!last) return [];
  const before = context.text({
    source: last.origin.source,
    span: { start: Math.max(0, last.origin.span.start - 80), end: last.origin.span.start },
  });
  const indent = /[\r\n]([ \t]*)$/.exec(before)?.[1];
  const glue = indent === undefined ? ', ' : `,\n${indent}`;
  const lines = missing.map(
    (column) => `${glue}${column.name} ${shortType(column.type)}${column.notNull ? ' NOT NULL' : ''}`,
  );
  return [
    {
      title: missing.length === 1 ? `Add \`${missing[0]!.name}\`` : `Add the ${missing.length} columns`,
      kind: 'suggestion',
      edits: [insertAfter(last.origin, lines.join(''))],
    },
  ];
}
