import type { PlanStep } from '../../spec/plan/facts';
import { isPlaceholder } from '../../spec/text';
import { defineRule, type DocumentContext } from '../define-rule';
import { addItem, called, kindOf, wayBack, type StepKind } from '../lib/plan';
import { plan } from '../lib/plan-examples';

export default defineRule({
  id: 'plan-rollback',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['MPL-rollback', 'MPL-rollback-na'],
  docs: {
    summary: 'Each step of a migration plan says how it is taken back, or why it need not be.',
    why:
      'A step goes wrong at night, and whoever is there has the plan and nothing else. "N/A" needs a reason; and what writes over rows, or drops them, is never undone by ' +
      'doing nothing: it needs a copy from before.',
    whenOff: 'Where the way back is always the same, and written elsewhere.',
    references: [
      { title: 'Evolutionary Database Design', url: 'https://martinfowler.com/articles/evodb.html' },
      { title: 'PostgreSQL: Backup and Restore', url: 'https://www.postgresql.org/docs/current/backup.html' },
    ],
  },
  examples: [
    {
      title: 'no way back',
      sql: '',
      document: plan('### Step 1: Add column `note`\n- Data migration: None\n\n### Step 2: Drop the old column\n- Rollback: DROP nothing'),
      reports: ['Add column `note`'],
      says: 'is taken back',
      fixed: plan('### Step 1: Add column `note`\n- Data migration: None\n- Rollback: DROP COLUMN\n\n### Step 2: Drop the old column\n- Rollback: DROP nothing').text,
    },
    {
      title: 'N/A without a reason, and for rows that are written over',
      sql: '',
      document: plan('### Step 1: Add index\n- Rollback: N/A\n\n### Step 2: Backfill `status` of all rows\n- Rollback: N/A (additive only)'),
      reports: ['N/A', 'N/A (additive only)'],
      says: 'no reason',
      fixed: plan('### Step 1: Add index\n- Rollback: DROP INDEX\n\n### Step 2: Backfill `status` of all rows\n- Rollback: Restore the rows from a copy made before this step').text,
    },
    {
      title: 'each with its way back, or a reason',
      sql: '',
      document: plan('### Step 1: Add column\n- **Rollback:** DROP COLUMN\n\n### Step 2: Backfill\n- Rollback: N/A (the column was empty before)\n\n### Step 3: Validate the constraint\n- Rollback: N/A (additive only)\n\n### Step 4: Drop the old column\n- Rollback: none: restore from the backup of step 1'),
      reports: [],
    },
    {
      title: 'in other languages, and not filled in yet',
      sql: '',
      document: plan('### Шаг 1: Добавить столбец\n- Откат: DROP COLUMN\n\n### Step 2: Backfill\n- Rollback: [how]\n\n### Step 3: Add constraint\n\n**Rollback plan**: DROP CONSTRAINT'),
      reports: [],
    },
  ],
  document({ plan: facts }, context) {
    for (const step of facts?.steps ?? []) check(step, context);
  },
}); // prettier-ignore

const NOTHING =
  /^\W*(?:n\/?a|none|nothing|no(?:t (?:needed|applicable|required|possible))?|keine?|нет|없음|无|なし)(?![\p{L}\p{N}])[\s.]*(?<why>.*)$/isu;
const HARMLESS =
  /^\W*(?:this (?:step )?is |purely |only )?(?:additive|non-?destructive|safe|no (?:data )?(?:loss|risk)|nothing (?:is )?lost|backwards? compatible)(?: only| change)?[\W]*$/i;
const UNDONE = 'Restore the rows from a copy made before this step';

function check(step: PlanStep, context: DocumentContext<never>): void {
  const kind = kindOf(step, context);
  const { rollback } = step;
  const way = wayBack(step, kind) ?? (loses(kind) ? UNDONE : undefined);
  if (!rollback) {
    context.report({
      at: step.title.span,
      message: `The plan doesn't say how ${called(step)} is taken back. Add a line \`Rollback:\`, so that nobody has to think of it when the step has failed.`,
      fixes: [{ title: 'Add the line', kind: 'suggestion', edits: [addItem(step, 'Rollback', way ?? 'TBD')] }],
    });
    return;
  }
  const why = isPlaceholder(rollback.text) ? undefined : NOTHING.exec(rollback.text)?.groups!.why;
  if (why === undefined) return;
  const fixes = way === undefined ? [] : [{ title: `Say "${way}"`, kind: 'suggestion' as const, edits: [{ at: rollback.span, newText: way }] }]; // prettier-ignore
  if (!/\p{L}/u.test(why))
    context.report({
      at: rollback.span,
      message: `There is no reason why ${called(step)} needs no way back. Say what undoes it, or why nothing has to.`,
      fixes,
    });
  else if (loses(kind) && HARMLESS.test(why))
    context.report({
      at: rollback.span,
      message: `${upper(called(step))} ${kind === 'fills' ? 'writes over rows' : 'takes away what is stored'}, so it is not additive. Say how what was there before comes back, or that nothing was.`,
      fixes,
    });
}

function loses(kind: StepKind | undefined): boolean {
  return kind === 'fills' || kind === 'removes';
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
