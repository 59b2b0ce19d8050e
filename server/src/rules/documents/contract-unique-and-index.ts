import { defineRule } from '../define-rule';
import { textOf, wholeLine } from '../lib/documents';

const contract = (unique: string, index: string) => ({
  name: 'database-contracts.yaml',
  text: `tables:\n  users:\n    columns:\n      email:\n        type: text\n${unique}    indexes:\n      - name: idx_users_email\n        columns: [email]\n${index}        reason: Sign in\n`,
});

export default defineRule({
  id: 'contract-unique-and-index',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['CON-unique-and-index'],
  docs: {
    summary: 'A contract doesn’t ask for a unique column and an index of it alone.',
    why: 'UNIQUE comes with an index of its own. A second one finds nothing that the first doesn’t, and each write has to keep both.',
    whenOff: 'Hardly ever.',
    references: [
      { title: 'PostgreSQL: Unique Indexes', url: 'https://www.postgresql.org/docs/current/indexes-unique.html' },
    ],
  },
  examples: [
    {
      title: 'both unique',
      sql: '',
      document: contract('        unique: true\n', '        unique: true\n'),
      reports: ['true'],
      says: '`idx_users_email`',
      fixed: contract('', '        unique: true\n').text,
    },
    {
      title: 'a plain index beside',
      sql: '',
      document: contract('        unique: true\n', ''),
      reports: ['true'],
    },
    { title: 'the index alone', sql: '', document: contract('', '        unique: true\n'), reports: [] },
    {
      title: 'an index of some of the rows',
      sql: '',
      document: contract('        unique: true\n', '        where: deleted_at IS NULL\n'),
      reports: [],
    },
  ],
  document({ contract: facts }, context) {
    const text = textOf(context);
    for (const { columns, indexes } of facts?.tables ?? []) {
      for (const { name, unique } of columns) {
        const index = indexes.items.find(
          (each) =>
            each.columns.length === 1 &&
            each.columns[0]!.text === name &&
            !each.predicate &&
            (each.method?.text ?? 'btree').toLowerCase() === 'btree',
        );
        if (!unique || !index) continue;
        const start = text.lastIndexOf('unique', unique.start);
        const own = { start, end: unique.end + (/["']/.test(text[unique.end] ?? '') ? 1 : 0) };
        const at = wholeLine(text, own);
        const isLine = /[\r\n]$/.test(text.slice(at.start, at.end));
        context.report({
          at: unique,
          message: `\`${name}\` is unique, which comes with an index, and \`${index.name?.text ?? 'an index'}\` is a second one on the same column. Keep one of them.`,
          // Without `unique` here an index that isn't unique would be all that is left.
          ...(isLine &&
            index.unique?.value && {
              fixes: [
                {
                  title: 'Keep the index, take `unique` away from the column',
                  kind: 'suggestion',
                  edits: [{ at, newText: '' }],
                },
              ],
            }),
        });
      }
    }
  },
});
