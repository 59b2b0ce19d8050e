import type { Table } from '../../model/schema';
import type { Subject } from '../../spec/facts';
import { defineRule } from '../define-rule';
import { listed, wordsOfName } from '../lib/names';
import { personalData } from '../lib/personal-data';
import { softDeleteColumn } from '../lib/soft-delete';
import { pairsOf } from '../lib/documents';
import { TENANT_NAMES, tenantColumn } from '../lib/tenants';

const SCHEMA = 'CREATE TABLE users (id uuid PRIMARY KEY, tenant_id uuid, email text, deleted_at timestamptz);';
const FULL =
  '# Data Model: Shop\n\n## Entities\n\n### User\n\n- **Purpose:** who signs in\n- **Cardinality:** 1000s\n- **Mutability:** rarely updated\n\n## Business Rules\n\n';

/** What a design decides, when it has to, and the words for it. */
const STRATEGIES: readonly { readonly subject: Subject; readonly what: string; readonly text: string; readonly matters: (tables: readonly Table[]) => boolean }[] = [
  { subject: 'tenancy', what: 'how customers are kept apart', text: 'Tenancy: TBD', matters: (tables) => tables.some((table) => tenantColumn(table, TENANT_NAMES)) },
  { subject: 'deletion', what: 'what deleting a row means', text: 'Deletion: TBD', matters: (tables) => tables.some(softDeleteColumn) },
  { subject: 'retention', what: 'how long personal data is kept', text: 'Retention: TBD', matters: (tables) => personalColumns(tables) > 0 },
  { subject: 'encryption', what: 'how personal data is encrypted', text: 'Encryption: TBD', matters: (tables) => personalColumns(tables) > 0 },
  { subject: 'access log', what: 'who sees that personal data was read', text: 'Access log: TBD', matters: (tables) => personalColumns(tables) > 2 },
  { subject: 'retention job', what: 'which job deletes what is too old', text: 'Retention job: TBD', matters: (tables) => personalColumns(tables) > 2 },
  { subject: 'audit', what: 'whether changes are recorded', text: 'Audit: TBD', matters: (tables) => tables.length > 4 },
  { subject: 'migrations', what: 'how the schema is changed', text: 'Migrations: TBD', matters: (tables) => tables.length > 9 },
  { subject: 'backup', what: 'how it is backed up', text: 'Backup: TBD', matters: (tables) => tables.length > 9 },
  { subject: 'validation', what: 'where values are validated', text: 'Validation: TBD', matters: (tables) => tables.length > 9 },
]; // prettier-ignore

export default defineRule({
  id: 'unstated-strategy',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  presets: { documented: ['info'], modular: ['info'] },
  needs: 'document',
  covers: [
    'MT-strategy',
    'SDL-strategy',
    'PRIV-encryption',
    'PRIV-access-log',
    'PRIV-retention-job',
    'AUD-table',
    'DOC-tenancy',
    'DOC-retention',
    'DOC-backup',
    'DOC-migration-strategy',
    'DOC-validation',
  ],
  docs: {
    summary:
      'A data model says how customers are kept apart, rows deleted and personal data kept, where its tables ask for it.',
    why:
      'A column `tenant_id` shows that several customers share a table, `deleted_at` that deleting is more than DELETE, an e-mail address that somebody may ask ' +
      'to be forgotten. How the design deals with it is not in the tables: the document has to say it. All that is unsaid is one finding; only documents that ' +
      'describe the purpose of their entities are asked.',
    whenOff: 'Where other documents decide this.',
    references: [
      {
        title: 'PostgreSQL: Row Security Policies',
        url: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
      },
    ],
  },
  examples: [
    {
      title: 'nothing of it',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${FULL}- Each user has one address.\n` },
      reports: ['Data Model: Shop'],
      says: 'how customers are kept apart',
    },
    {
      title: 'a part of it',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${FULL}- Rows are soft deleted; each tenant sees its own.\n- Retention is two years.\n`,
      },
      reports: ['Data Model: Shop'],
      says: 'encrypted',
      fixed: `${FULL}- Rows are soft deleted; each tenant sees its own.\n- Retention is two years.\n- Encryption: TBD\n`,
    },
    {
      title: 'all of it',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${FULL}- Rows are soft deleted; each tenant sees its own.\n- Retention is two years, encrypted at rest.\n`,
      },
      reports: [],
    },
    {
      title: 'a mere list',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n' },
      reports: [],
    },
  ],
  document(document, context) {
    const { outline, entities } = document;
    if (!outline?.title || !entities.some(({ said }) => said?.has('purpose'))) return;
    const tables = pairsOf(document, context).map(({ table }) => table);
    const wanted = STRATEGIES.filter(({ matters }) => matters(tables));
    const unsaid = wanted.filter(({ subject }) => !outline.subjects().has(subject));
    if (unsaid.length === 0) return;
    const rules = outline.sections.find(({ topic }) => topic === 'rules');
    const at = rules && { start: rules.end, end: rules.end };
    const before = at ? context.written({ start: Math.max(0, at.start - 1), end: at.start }) : '';
    const newText = `${before === '\n' ? '' : '\n'}${unsaid.map(({ text }) => `- ${text}\n`).join('')}`;
    context.report({
      at: outline.title.span,
      message: `The document doesn't say ${listed(unsaid.map(({ what }) => what)).replaceAll('`', '')}, which its tables ask for. Say it, so that not everybody decides alone.`,
      fixes: at ? [{ title: 'Add a line for each', kind: 'suggestion', edits: [{ at, newText }] }] : [],
    });
  },
});

function personalColumns(tables: readonly Table[]): number {
  return tables.flatMap((table) =>
    table.columns.filter(
      ({ name, type }) => personalData(wordsOfName(name), type, wordsOfName(table.name)) !== undefined,
    ),
  ).length;
}
