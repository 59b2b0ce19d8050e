import type { PlanStep } from '../../spec/plan/facts';
import { defineRule, type DocumentContext } from '../define-rule';
import { addItem, called, kindOf, wordsOf, type StepKind } from '../lib/plan';
import { plan } from '../lib/plan-examples';

export default defineRule({
  id: 'plan-data-migration',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['MPL-data-migration', 'MPL-batches'],
  docs: {
    summary: 'Each step of a migration plan says what happens to rows, and a step that changes many says that it goes in batches.',
    why:
      'Whether rows change decides how long a step takes and what it locks. One UPDATE of all rows holds their locks until it ends and doubles the table meanwhile; in batches ' +
      'of some thousand nobody waits. A step that fills rows has said what happens to them.',
    whenOff: 'Where tables are small.',
    references: [
      { title: 'PostgreSQL: Populating a Database', url: 'https://www.postgresql.org/docs/current/populate.html' },
      { title: 'PostgreSQL: Routine Vacuuming', url: 'https://www.postgresql.org/docs/current/routine-vacuuming.html' },
    ],
  },
  examples: [
    {
      title: 'nothing is said of rows',
      sql: '',
      document: plan('### Step 1: Add column\n- Rollback: DROP COLUMN\n- Data migration: None\n\n### Step 2: Add constraint\n- Rollback: DROP CONSTRAINT'),
      reports: ['Add constraint'],
      says: 'what happens to rows',
      fixed: plan('### Step 1: Add column\n- Rollback: DROP COLUMN\n- Data migration: None\n\n### Step 2: Add constraint\n- Rollback: DROP CONSTRAINT\n- Data migration: None').text,
    },
    {
      title: 'all rows at once',
      sql: '',
      document: plan('### Step 1: Backfill `status`\n- **Rollback**: the column was empty before'),
      reports: ['Backfill `status`'],
      says: 'batches',
      fixed: plan('### Step 1: Backfill `status`\n- **Rollback**: the column was empty before\n- **Data migration**: In batches of 1000 rows').text,
    },
    {
      title: 'in batches, and said',
      sql: '',
      document: plan('### Step 1: Backfill data\n- Run in batches to avoid locks\n- Rollback: N/A (the column is new)\n\n### Step 2: Add index\n- Data migration: None\n- Rollback: DROP INDEX'),
      reports: [],
    },
    {
      title: 'few rows, and a plan that never speaks of rows',
      sql: '',
      document: plan('### Step 1: Backfill the 12 plans\n- all at once: few rows\n- Rollback: N/A (the column is new)\n\n### Step 2: Add index\n- Rollback: DROP INDEX'),
      reports: [],
    },
  ],
  document({ plan: facts }, context) {
    const steps = facts?.steps ?? [];
    const isAsked = steps.some(({ dataMigration }) => dataMigration);
    for (const step of steps) {
      const kind = kindOf(step, context);
      if (kind === 'fills') checkBatches(step, context);
      else if (isAsked && !step.dataMigration) report(step, kind, context);
    }
  },
}); // prettier-ignore

const BATCHES =
  /\bbatch|\bchunk|\bpiecemeal|\bin (?:small )?(?:pieces|groups|portions|slices|steps)\b|\blimit\b|\brows at a time|\bat once\b|\bin one go\b|\bfew rows\b|\bsmall table|\bone (?:statement|transaction)\b|lotes|stapel|порци|пакет|배치|分批|批量|バッチ|\bby (?:the |a )?trigger\b|\bbackground\b|\bjob\b/iu;

function checkBatches(step: PlanStep, context: DocumentContext<never>): void {
  const sql = step.sql.map((at) => context.written(at)).join('\n');
  if (BATCHES.test(`${wordsOf(step)}\n${sql}`)) return;
  const { dataMigration } = step;
  const isNone = dataMigration && /^\W*(?:none|no|n\/a|-)\W*$/i.test(dataMigration.text);
  const value = 'In batches of 1000 rows';
  const edit = dataMigration
    ? { at: isNone ? dataMigration.span : { start: dataMigration.span.end, end: dataMigration.span.end }, newText: isNone ? value : ', in batches of 1000 rows' } // prettier-ignore
    : addItem(step, 'Data migration', value);
  context.report({
    at: step.title.span,
    message: `The plan doesn't say that ${called(step)} goes in batches. One UPDATE of all rows holds their locks until it ends; change some thousand at a time, or say that there are few.`,
    fixes: [{ title: 'Say that it goes in batches', kind: 'suggestion', edits: [edit] }],
  });
}

function report(step: PlanStep, kind: StepKind | undefined, context: DocumentContext<never>): void {
  const value = kind === 'adds' || kind === 'constrains' ? 'None' : 'TBD';
  context.report({
    at: step.title.span,
    message: `The plan doesn't say what happens to rows in ${called(step)}. Add a line \`Data migration:\`; "None" is an answer too.`,
    fixes: [{ title: 'Add the line', kind: 'suggestion', edits: [addItem(step, 'Data migration', value)] }],
  });
}
