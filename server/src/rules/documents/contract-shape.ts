import { defineRule } from '../define-rule';
import { misnamed } from '../lib/similar';

const contract = (text: string) => ({ name: 'database-contracts.yaml', text });

export default defineRule({
  id: 'contract-shape',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-schema'],
  docs: {
    summary: 'A contract has the keys and values that contracts have.',
    why:
      'A key that nobody knows is read by nobody: `nulable: false` promises nothing. The published JSON Schema (`schemas/database-contracts.schema.json`) says ' +
      'the same, and gives completion with the YAML extension. Keys of your own start with `x-`.',
    whenOff: 'Where contracts of another shape have the same file name.',
    references: [{ title: 'YAML 1.2', url: 'https://yaml.org/spec/1.2.2/' }],
  },
  examples: [
    {
      title: 'slips in keys and values',
      sql: '',
      document: contract(
        'tables:\n  users:\n    columns:\n      id:\n        type: uuid\n        nulable: false\n    relationships:\n      - foreign_table: posts\n        on_delete: CASCAD\n',
      ),
      reports: ['nulable', 'CASCAD'],
      says: '`nullable`',
      fixed:
        'tables:\n  users:\n    columns:\n      id:\n        type: uuid\n        nullable: false\n    relationships:\n      - foreign_table: posts\n        on_delete: CASCADE\n',
    },
    {
      title: 'a column without a type, and an index that isn’t a list',
      sql: '',
      document: contract(
        'tables:\n  users:\n    columns:\n      id:\n        nullable: false\n    indexes: idx_users\n',
      ),
      reports: ['id', 'idx_users'],
      says: '`type`',
    },
    {
      title: 'all keys, short columns and keys of one’s own',
      sql: '',
      document: contract(
        'version: 1\nx-team: shop\ntables:\n  users:\n    schema: auth\n    columns:\n      id: uuid\n      mail:\n        type: text\n        unique: yes\n        backend_field: mail\n    indexes:\n      - name: idx_users_mail\n        columns: [mail]\n        type: btree\n        partial: WHERE mail IS NOT NULL\nqueries:\n  byMail:\n    sql: SELECT id FROM users\n    performance:\n      expected_time: <5ms\n',
      ),
      reports: [],
    },
    {
      title: 'a template that is not filled in yet',
      sql: '',
      document: contract('tables:\n  "[table]":\n    columns:\n      "[column]":\n        type: "[type]"\n'),
      reports: [],
    },
  ],
  document({ contract: facts }, context) {
    for (const { span, message, written, known } of facts?.slips ?? []) {
      const near = known.find((each) => each.toLowerCase() === written.toLowerCase());
      context.report(misnamed(span, message, written, near ? [near] : known));
    }
  },
});
