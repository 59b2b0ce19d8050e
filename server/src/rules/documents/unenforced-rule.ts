import { isKey, type Column, type Table } from '../../model/schema';
import type { SpecFacts } from '../../spec/facts';
import { defineRule, type DocumentContext } from '../define-rule';
import { bothWays, columnOf, pairsOf } from '../lib/documents';
import { quoteIdent } from '../../model/names';
import { addConstraint } from '../lib/schema-fixes';

const SCHEMA =
  'CREATE TABLE order_items (id uuid PRIMARY KEY, quantity int, price numeric CHECK (price >= 0));\nCREATE TABLE sources (id uuid PRIMARY KEY, owner_id uuid, name text);';
const HEAD =
  '# Data Model: Shop\n\n## Entities\n\n### OrderItem\n- id: UUID (PK)\n\n### Source\n- id: UUID (PK)\n\n## Business Rules\n\n';

export default defineRule({
  id: 'unenforced-rule',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['CHK-business-rule'],
  docs: {
    summary: 'A business rule that names a column, and a uniqueness that is promised, are kept by the schema.',
    why:
      'A rule that only the document states holds until the first program that does not know it. A rule counts as kept if a check, a unique constraint, an ' +
      'exclusion or a trigger has to do with the column. Rules that say that the application keeps them are left alone.',
    whenOff: 'Where business rules are kept by the application alone.',
    references: [
      { title: 'PostgreSQL: Constraints', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html' },
    ],
  },
  examples: [
    {
      title: 'a rule on a column',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- \`order_items.quantity\` must be positive\n- \`order_items.price\` must not be negative\n`,
      },
      reports: ['`order_items.quantity` must be positive'],
      says: 'nothing in the schema',
      fixedSql: SCHEMA.replace(
        '0));\n',
        '0));\nALTER TABLE order_items ADD CONSTRAINT chk_order_items_quantity CHECK (quantity > 0);\n',
      ),
    },
    {
      title: 'a uniqueness',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}| Constraint | Scope | Implementation |\n|---|---|---|\n| Source name per owner | Per-owner | \`UNIQUE (owner_id, name)\` |\n`,
      },
      reports: ['UNIQUE (owner_id, name)'],
      says: '`sources`',
    },
    {
      title: 'kept elsewhere',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- \`order_items.quantity\` must be positive (application layer)\n- Orders ship within a day.\n`,
      },
      reports: [],
    },
    {
      title: 'no rule but a remark',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- \`order_items.quantity\` is shown in the cart\n` },
      reports: [],
    },
  ],
  document(document, context) {
    const tables = pairsOf(document, context).map(({ table }) => table);
    for (const { topic, text, span } of document.outline?.items ?? []) {
      if (topic !== 'rules' || !RULE.test(text) || ELSEWHERE.test(text)) continue;
      const named = columnsIn(text, tables);
      if (named.length !== 1) continue;
      const { table, column } = named[0]!;
      if (isKept(table, column)) continue;
      const check = checkFor(text, column);
      context.report({
        at: span,
        message: `This rule is about \`${table.name}.${column.name}\`, but nothing in the schema keeps it. Add a check, or say that the application does.`,
        fixes: bothWays(document, context.authority, {
          toSchema:
            check === undefined ? undefined : addConstraint(table, 'check', [column.name], `CHECK (${check})`, context),
        }),
        related: [{ at: column.nameOrigin, message: 'The column.' }],
      });
    }
    for (const table of document.outline?.tables ?? [])
      if (table.topic === 'uniqueness') uniqueness(document, table.rows, tables, context);
  },
});

const RULE =
  /\b(?:must|cannot|cannot|can't|may not|never|only|at least|at most|positive|negative|non-negative|unique|between|greater|less|>=?|<=?|required|immutable)(?![a-z])/i;
const ELSEWHERE = /application|app layer|in code|service layer|enforced by the (?:app|api|service)|trigger|backend/i;

/** The columns that a sentence names in backticks, where each is one alone. */
function columnsIn(
  text: string,
  tables: readonly Table[],
): readonly { readonly table: Table; readonly column: Column }[] {
  return [...text.matchAll(/`(?:(\w+)\.)?(\w+)`/g)].flatMap(([, owner, name]) => {
    const found = tables.flatMap((table) => {
      const column = owner === undefined || owner.toLowerCase() === table.name ? columnOf(table, name!) : undefined;
      return column ? [{ table, column }] : [];
    });
    return found.length === 1 ? found : [];
  });
}

/** Whether something beside its type and its being there has to do with a column. */
function isKept(table: Table, { name, generated }: Column): boolean {
  return (
    generated !== undefined || table.triggers.length > 0 ||
    table.constraints.some((each) => (each.kind !== 'foreign key' && each.kind !== 'not null' && each.columns.includes(name)) || each.expression?.columns.includes(name) || each.exclusion !== undefined) ||
    table.indexes.some(({ unique, keys, predicate }) => unique && (keys.some((key) => key.text.includes(name)) || predicate?.columns.includes(name)))
  ); // prettier-ignore
}

function checkFor(text: string, { name, type }: Column): string | undefined {
  const column = quoteIdent(name);
  if (!type.builtIn || !/^(?:int2|int4|int8|numeric|float4|float8)$/.test(type.name.name)) return undefined;
  if (/non-negative|not be negative|>=\s*0|at least 0|zero or more/i.test(text)) return `${column} >= 0`;
  if (/positive|>\s*0|greater than (?:0|zero)/i.test(text)) return `${column} > 0`;
  const least = /at least (\d+)|>=\s*(\d+)/i.exec(text);
  return least ? `${column} >= ${least[1] ?? least[2]!}` : undefined;
}

type Rows = NonNullable<SpecFacts['outline']>['tables'][number]['rows'];

function uniqueness(document: SpecFacts, rows: Rows, tables: readonly Table[], context: DocumentContext<never>): void {
  for (const { cells } of rows) {
    const how = cells.get('implementation');
    const match = how && /^UNIQUE(?: INDEX)?\s*(?:ON\s+(\w+)\s*)?\(([\w\s,]+)\)$/i.exec(how.text);
    if (!how || !match) continue;
    const columns = match[2]!.split(',').map((name) => name.trim());
    const wanted = match[1] ? context.tables.find({ name: match[1] }) : undefined;
    const candidates = (wanted ? [wanted] : tables).filter((table) => columns.every((name) => columnOf(table, name)));
    const about = candidates.filter((table) => isAbout(cells.get('constraint')?.text ?? '', table));
    const table = candidates.length === 1 ? candidates[0] : about.length === 1 ? about[0] : undefined;
    const names = table && columns.map((name) => columnOf(table, name)!.name);
    if (!table || !names || candidates.some((each) => isKey(each, names))) continue;
    if (
      table.indexes.some(
        ({ unique, keys }) => unique && names.every((name) => keys.some((key) => key.text.includes(name))),
      )
    )
      continue;
    const sql = `UNIQUE (${names.map(quoteIdent).join(', ')})`;
    context.report({
      at: how.span,
      message: `The document promises this for \`${table.name}\`, but nothing in the schema sees to it. Add the constraint, or correct the document.`,
      fixes: bothWays(document, context.authority, { toSchema: addConstraint(table, 'unique', names, sql, context) }),
      related: [{ at: table.nameOrigin, message: 'The table.' }],
    });
  }
}

function isAbout(text: string, { name }: Table): boolean {
  const words = text.toLowerCase().split(/\W+/);
  return words.some((word) => word.length > 2 && (name === word || name === `${word}s` || name === `${word}es`));
}
