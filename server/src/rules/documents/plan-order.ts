import type { MigrationPlan, PlanStep } from '../../spec/plan/facts';
import { defineRule, type DocumentContext, type Edit } from '../define-rule';
import { called, kindOf, wordsOf } from '../lib/plan';
import { plan } from '../lib/plan-examples';

const ADD = '### Step 1: Add column `status`\n- Rollback: DROP COLUMN\n';

export default defineRule({
  id: 'plan-order',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['MPL-order'],
  docs: {
    summary: 'A migration plan adds first, then fills rows, then constrains them, then removes what is old; its steps are numbered in that order.',
    why:
      'A constraint refuses the rows that are not filled yet, and a column that was dropped has no values to fill others with. A constraint that is NOT VALID, or says that it is for ' +
      'new rows, may come first.',
    whenOff: 'Where steps are not meant in their order.',
    references: [
      { title: 'Martin Fowler: Parallel Change', url: 'https://martinfowler.com/bliki/ParallelChange.html' },
      { title: 'PostgreSQL: ALTER TABLE, NOT VALID', url: 'https://www.postgresql.org/docs/current/sql-altertable.html' },
    ],
  },
  examples: [
    {
      title: 'constrained before it is filled',
      sql: '',
      document: plan(`${ADD}\n### Step 2: Set \`status\` NOT NULL\n- Rollback: DROP NOT NULL\n\n### Step 3: Backfill \`status\` in batches\n- Rollback: N/A (it was empty)`),
      reports: ['Set `status` NOT NULL'],
      says: 'step 3 ("Backfill status in batches")',
      fixed: plan(`${ADD}\n### Step 2: Backfill \`status\` in batches\n- Rollback: N/A (it was empty)\n\n### Step 3: Set \`status\` NOT NULL\n- Rollback: DROP NOT NULL`).text,
    },
    {
      title: 'dropped before its values are copied, and a number that is there twice',
      sql: '',
      document: plan('### Step 1: Drop column `state`\n- Rollback: restore\n\n### Step 1: Copy `state` to `status`\n- Rollback: N/A (it was empty)\n\n### Step 2: Add index\n- Rollback: DROP INDEX'),
      reports: ['Drop column `state`', '1'],
      says: 'values',
    },
    {
      title: 'in order, in other words',
      sql: '',
      document: plan(`${ADD}\n### Step 2: Add constraint for new rows (NOT VALID)\n- Rollback: DROP CONSTRAINT\n\n### Step 3: Backfill\n- Rollback: N/A (it was empty)\n\n### Step 4: Validate the constraint\n- Rollback: none: it holds for the same rows\n\n### Step 5: Drop column \`state\`\n- Rollback: restore`),
      reports: [],
    },
    {
      title: 'about other columns',
      sql: '',
      document: plan('### Step 1: Add unique constraint on `email`\n- Rollback: DROP CONSTRAINT\n\n### Step 2: Backfill `status`\n- Rollback: N/A (it was empty)'),
      reports: [],
    },
  ],
  document({ plan: facts }, context) {
    if (!facts) return;
    const { steps } = facts;
    const kinds = steps.map((step) => kindOf(step, context));
    steps.forEach((step, i) => {
      const kind = kinds[i];
      if ((kind !== 'constrains' && kind !== 'removes') || FOR_NEW_ROWS.test(wordsOf(step))) return;
      const later = steps.findIndex((other, j) => j > i && kinds[j] === 'fills' && isAboutSame(step, other, kind));
      if (later < 0) return;
      const why = kind === 'constrains' ? 'rows that are not filled yet are refused' : 'its values are gone by then';
      const edits = moved(facts, i, later, context);
      context.report({
        at: step.title.span,
        message: `${upper(called(step))} comes before ${called(steps[later]!)}: ${why}. Put it behind that.`,
        fixes: edits ? [{ title: `Move it behind step ${steps[later]!.number.text}`, kind: 'suggestion', edits }] : [],
      });
    });
    checkNumbers(steps, context);
  },
}); // prettier-ignore

const FOR_NEW_ROWS = /\bnot valid\b|\bnew rows\b|\bwithout validat|\bdefault\b/i;

/** Names that are written as code; a step without any is about all that the plan is about. */
function namesIn(step: PlanStep): ReadonlySet<string> {
  const all = [...step.title.text.matchAll(/`([^`]+)`|\b[a-z]\w*(?:_\w+)+\b/g)].map(([whole, name]) => name ?? whole);
  return new Set(all.map((name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()));
}

/** What is filled and what is constrained or dropped is the same thing, as far as both say. */
function isAboutSame(step: PlanStep, fill: PlanStep, kind: 'constrains' | 'removes'): boolean {
  const [own, filled] = [namesIn(step), namesIn(fill)];
  if (kind === 'removes' && own.size === 0) return false;
  return own.size === 0 || filled.size === 0 ? kind === 'constrains' : [...own].some((name) => filled.has(name));
}

/** Puts a step behind another one and numbers anew; undefined where the order of deployment speaks of numbers. */
function moved(
  { steps, deployment }: MigrationPlan,
  from: number,
  to: number,
  context: DocumentContext<never>,
): readonly Edit[] | undefined {
  if (deployment?.items.some(({ text }) => /\bsteps?\s*\d/i.test(text))) return undefined;
  const part = steps.slice(from, to + 1);
  if (part.some((step, i) => i > 0 && part[i - 1]!.end !== step.span.start)) return undefined;
  const numbered = ({ span: { start, end }, number: { span: at } }: PlanStep, like: PlanStep) => {
    const text = context.written({ start, end: at.start }) + like.number.text + context.written({ start: at.end, end });
    return text.replace(/\r\n?/g, '\n');
  };
  const order = [...part.slice(1), part[0]!];
  return part.map((place, i) => ({ at: place.span, newText: numbered(order[i]!, place) }));
}

function checkNumbers(steps: readonly PlanStep[], context: DocumentContext<never>): void {
  const first = steps.findIndex(({ number }, i) => i > 0 && Number(number.text) !== Number(steps[i - 1]!.number.text) + 1); // prettier-ignore
  if (first < 0) return;
  const { number } = steps[first]!;
  const start = Number(steps[0]!.number.text);
  const wrong = steps.map((step, i) => ({ ...step.number, should: String(start + i) })).filter(({ text, should }) => text !== should); // prettier-ignore
  context.report({
    at: number.span,
    message: `Step ${number.text} follows step ${steps[first - 1]!.number.text}, so nobody knows which one is meant by its number. Number the steps one after the other.`,
    fixes: [{ title: 'Number the steps anew', kind: 'suggestion', edits: wrong.map(({ span: at, should }) => ({ at, newText: should })) }], // prettier-ignore
  });
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
