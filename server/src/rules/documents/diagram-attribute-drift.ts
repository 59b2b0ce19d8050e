import type { Table } from '../../model/schema';
import type { AttributeKey, Diagram, DiagramAttribute, DiagramEntity } from '../../spec/diagram/facts';
import { attributeType, styleOf } from '../../spec/diagram/write';
import type { SpecFacts } from '../../spec/facts';
import { columnMatches, compareTypes, type ColumnType } from '../../spec/resolve';
import { sqlType } from '../../spec/sql-type';
import { defineRule, type DocumentContext, type Fix, type Problem } from '../define-rule';
import { keysOf, marksOf, tablesOf } from '../lib/diagrams';
import { bothWays, textOf, wholeLine } from '../lib/documents';
import { listed, spelledLike } from '../lib/names';
import { addColumns, setType } from '../lib/schema-fixes';
import { misnamed } from '../lib/similar';
import { describe } from '../lib/tables';
import { shortType } from '../lib/types';

type Context = DocumentContext<Record<never, never>>;

const SCHEMA =
  'CREATE TABLE customers (\n    id bigint PRIMARY KEY,\n    email text NOT NULL UNIQUE\n);\n' +
  'CREATE TABLE orders (\n    id bigint PRIMARY KEY,\n    customer_id bigint NOT NULL REFERENCES customers (id),\n    total numeric(12, 2),\n    placed_at timestamptz\n);\n';
const diagram = (body: string) => ({ name: 'erd.mmd', text: `erDiagram\n    orders {\n${body}    }\n` });

export default defineRule({
  id: 'diagram-attribute-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['ERD-extra-attr', 'ERD-key-token'],
  docs: {
    summary: 'The attributes of an ER diagram are columns of the schema, with these types and keys.',
    why:
      'People read the picture first and believe it: an amount that is drawn as a float and kept as a number of cents, or a key that isn’t one, ends in ' +
      'code. Types are compared by what they mean: `string` fits `text`, `datetime` fits `timestamptz`. What a diagram leaves out it doesn’t say: keys are ' +
      'only asked for where the diagram marks keys of that kind.',
    whenOff: 'While a diagram is drawn ahead of its schema.',
    references: [
      {
        title: 'Mermaid: Entity relationship diagrams',
        url: 'https://mermaid.js.org/syntax/entityRelationshipDiagram.html',
      },
    ],
  },
  examples: [
    {
      title: 'an attribute of another type, and one that is not there',
      sql: SCHEMA,
      document: diagram('        bigint id PK\n        boolean total\n        timestamp plced_at\n'),
      reports: ['boolean', 'plced_at'],
      says: '`numeric(12,2)`',
      fixed: diagram('        bigint id PK\n        numeric total\n        timestamp placed_at\n').text,
    },
    {
      title: 'marks that are no keys',
      sql: SCHEMA,
      document: diagram('        bigint id PK\n        bigint customer_id PK, FK\n        numeric total UK\n'),
      reports: ['PK', 'UK'],
      says: 'primary key',
      fixed: diagram('        bigint id PK\n        bigint customer_id FK\n        numeric total\n').text,
    },
    {
      title: 'a key without its mark, where others have theirs',
      sql: SCHEMA,
      document: diagram(
        '        bigint id\n        bigint customer_id FK\n    }\n    customers {\n        bigint id PK\n',
      ),
      reports: ['id'],
      fixed: diagram(
        '        bigint id PK\n        bigint customer_id FK\n    }\n    customers {\n        bigint id PK\n',
      ).text,
    },
    {
      title: 'vague types, other spellings of names, and no keys at all',
      sql: SCHEMA,
      document: diagram(
        '        int id\n        int customerId\n        decimal total "with tax"\n        datetime placedAt\n',
      ),
      reports: [],
    },
    {
      title: 'a word of a programming language: the schema gets a type of PostgreSQL',
      sql: SCHEMA,
      document: diagram('        bigint id PK\n        string total\n'),
      reports: ['string'],
    },
    {
      title: 'types of programming languages',
      sql: SCHEMA,
      document: diagram('        bigint id PK\n        float total\n        time placed_at\n'),
      reports: [],
    },
    {
      title: 'a unique column that is not marked where nothing is',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### Customer\n- id: BIGINT (PK)\n\n## Diagram\n\n```mermaid\nerDiagram\n    Customer {\n        int id PK\n        string email\n    }\n```\n',
      },
      reports: [],
    },
  ],
  document(document, context) {
    for (const each of document.diagrams) {
      const tables = tablesOf(each, context.tables);
      const marks = marksOf(each);
      for (const entity of each.entities) {
        const table = tables.get(entity.name);
        if (!table || table.open) continue;
        for (const attribute of entity.attributes) {
          for (const problem of problemsOf(attribute, entity, table, marks, each, document, context))
            context.report(problem);
        }
      }
    }
  },
});

function* problemsOf(
  attribute: DiagramAttribute,
  entity: DiagramEntity,
  table: Table,
  marks: ReadonlySet<AttributeKey>,
  diagram: Diagram,
  document: SpecFacts,
  context: Context,
): Iterable<Problem> {
  const column = table.columns.find(({ name }) => columnMatches(attribute.name, name));
  if (!column) {
    yield unknown(attribute, entity, table, document, context);
    return;
  }
  const { type, typeOrigin } = column;
  const isEnum = !type.builtIn && context.schema.enum(type.name, typeOrigin.source.path) !== undefined;
  if (!fitsType(attribute.type.text, { display: type.display, isEnum })) {
    const right = shortType(type);
    const newText = attributeType(right, {
      ...styleOf(textOf(context), diagram),
      upperTypes: attribute.type.text === attribute.type.text.toUpperCase(),
    });
    const toDocument: Fix = {
      title: `Write \`${newText}\``,
      kind: 'suggestion',
      edits: [{ at: attribute.type.span, newText }],
    };
    yield {
      at: attribute.type.span,
      message: `The diagram says ${attribute.type.text}, but \`${column.name}\` is \`${right}\` in the schema. Correct the one that is wrong.`,
      fixes: bothWays(document, context.authority, {
        toDocument,
        toSchema: setTypeSaid(table, column, attribute, context),
      }),
      related: [{ at: typeOrigin, message: `\`${column.name}\` is \`${right}\`.` }],
    };
  }
  yield* keyProblems(attribute, table, keysOf(table, column), marks);
}

/** Diagrams are sketches: `string` is any text and key of letters, `timestamp` and `time` any point in time, `float` any fraction. */
function fitsType(said: string, column: ColumnType): boolean {
  const words = said.replaceAll('_', ' ');
  if (compareTypes(said, column) !== 'different' || compareTypes(words, column) !== 'different') return true;
  const sketched =
    {
      string: ['uuid', 'text', 'inet'],
      str: ['uuid', 'text', 'inet'],
      timestamp: ['timestamptz'],
      time: ['timestamp', 'timestamptz'],
      float: ['numeric'],
      double: ['numeric'],
      decimal: ['double precision'],
    }[words.toLowerCase()] ?? [];
  return sketched.some((each) => compareTypes(each, column) !== 'different');
}

/** Only a type of PostgreSQL's can be written into a schema. */
function setTypeSaid(
  table: Table,
  column: Table['columns'][number],
  { type: { text } }: DiagramAttribute,
  context: Context,
): Fix | undefined {
  const type = sqlType(text.replaceAll('_', ' '));
  return type === undefined ? undefined : setType(table, column, type, context);
}

function unknown(
  attribute: DiagramAttribute,
  entity: DiagramEntity,
  table: Table,
  document: SpecFacts,
  context: Context,
): Problem {
  const message = `${describe(table)} has no column \`${attribute.name}\`, which the diagram shows. Add it, or correct the diagram.`;
  const free = table.columns.filter(({ name }) => !entity.attributes.some((each) => columnMatches(each.name, name)));
  const problem = misnamed(attribute.nameSpan, message, attribute.name, free.map(({ name }) => spelledLike(attribute.name, name))); // prettier-ignore
  const remove: Fix = {
    title: 'Remove it from the diagram',
    kind: 'suggestion',
    edits: [{ at: wholeLine(textOf(context), attribute.span), newText: '' }],
  };
  const type = sqlType(attribute.type.text.replaceAll('_', ' '));
  const toSchema = type === undefined ? undefined : addColumns(table, [{ name: attribute.name, sql: type }], context);
  return {
    ...problem,
    fixes: [...(problem.fixes ?? []), ...bothWays(document, context.authority, { toDocument: remove, toSchema })],
  };
}

const WORDS = { PK: 'part of the primary key', FK: 'a foreign key', UK: 'unique on its own' } as const;

function* keyProblems(
  attribute: DiagramAttribute,
  table: Table,
  has: readonly AttributeKey[],
  marks: ReadonlySet<AttributeKey>,
): Iterable<Problem> {
  const { name, keys, nameSpan } = attribute;
  const wrong = keys.filter(({ key }) => !has.includes(key) && !(key === 'UK' && isInKey(table, attribute)));
  const right = keys.filter((each) => !wrong.includes(each)).map(({ key }) => key);
  // Where both are wrong, one fix puts them right.
  const missing = has.filter(
    (key) => marks.has(key) && (key === 'PK' || key === 'FK') && !keys.some((each) => each.key === key),
  );
  const all = [...right, ...missing].sort((a, b) => 'PFU'.indexOf(a[0]!) - 'PFU'.indexOf(b[0]!)).join(', ');
  const at = keys.length > 0 ? { start: keys[0]!.span.start, end: keys.at(-1)!.span.end } : undefined;
  const edit = at
    ? all === ''
      ? { at: { start: nameSpan.end, end: at.end }, newText: '' }
      : { at, newText: all }
    : { at: { start: nameSpan.end, end: nameSpan.end }, newText: ` ${all}` };
  const fix: Fix = { title: all === '' ? 'Remove the mark' : `Write \`${all}\``, kind: 'suggestion', edits: [edit] };
  const place = wrong[0]?.span ?? nameSpan;
  if (wrong.length > 0) {
    const what = wrong.map(({ key }) => WORDS[key]).join(' or ');
    yield {
      at: place,
      message: `The diagram marks \`${name}\` as ${listed(wrong.map(({ key }) => key))}, but in ${describe(table)} it isn’t ${what}. Correct the one that is wrong.`,
      fixes: [fix],
    };
  } else if (missing.length > 0) {
    const what = missing.map((key) => WORDS[key]).join(' and ');
    yield {
      at: place,
      message: `\`${name}\` is ${what} in ${describe(table)}, and the diagram marks others but not this one. Add ${listed(missing)}.`,
      fixes: [fix],
    };
  }
}

/** One of several columns that are unique together; a primary key is unique too. */
function isInKey(table: Table, { name }: DiagramAttribute): boolean {
  return (
    table.constraints.some(
      ({ kind, columns }) =>
        (kind === 'unique' || kind === 'primary key') && columns.some((each) => columnMatches(name, each)),
    ) ||
    table.indexes.some(
      ({ unique, keys }) => unique && keys.some(({ column }) => column !== undefined && columnMatches(name, column)),
    )
  );
}
