import type { Deployment, MigrationPlan, PlanStep } from '../../spec/plan/facts';
import { defineRule, type DocumentContext } from '../define-rule';
import { called, kindOf } from '../lib/plan';
import { plan } from '../lib/plan-examples';

const STEPS =
  '### Step 1: Add column `status`\n- Rollback: DROP COLUMN\n\n### Step 2: Drop column `state`\n- Rollback: restore it from the copy';
const ORDER = '## Deployment Order\n\n';

export default defineRule({
  id: 'plan-deployment',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'document',
  covers: ['MPL-deploy-order'],
  docs: {
    summary: 'A migration plan says in which order programs are deployed and steps run, and no column goes before the program that needs it.',
    why:
      'A migration that is right breaks whoever runs at the time: a program that still reads the dropped column, or one that already writes the new one. The order has to name each step, ' +
      'in its turn, and only steps that there are.',
    whenOff: 'Where programs and schema change in one go, with nobody there.',
    references: [
      { title: 'Martin Fowler: Parallel Change', url: 'https://martinfowler.com/bliki/ParallelChange.html' },
    ],
  },
  examples: [
    {
      title: 'no order',
      sql: '',
      document: plan(STEPS),
      reports: ['Migration Plan: Orders get a status'],
      says: 'Deployment Order',
      fixed: plan(STEPS, `${ORDER}1. Deploy code that works with both schemas.\n2. Run step 1.\n3. Deploy code that needs the new schema alone.\n4. Run step 2.`).text,
    },
    {
      title: 'a step that isn’t there, one that is left out, and one too early',
      sql: '',
      document: plan(STEPS, `${ORDER}1. Run step 2.\n2. Deploy the application.\n3. Run step 3.`),
      reports: ['Deployment Order', 'Run step 2.', 'step 3'],
      says: 'step 1',
    },
    {
      title: 'in order',
      sql: '',
      document: plan(STEPS, `${ORDER}1. Deploy code that handles both.\n2. Run step 1.\n3. Deploy code that requires the new schema.\n4. Run step 2.`),
      reports: [],
    },
    {
      title: 'in words',
      sql: '',
      document: plan(STEPS, '## Rollout order\n\n- Deploy code that handles both old and new schema\n- Run migrations\n- Remove old code paths'),
      reports: [],
    },
    { title: 'one step', sql: '', document: plan('### Step 1: Add index\n- Rollback: DROP INDEX'), reports: [] },
  ],
  document({ plan: facts, problems }, context) {
    if (!facts || facts.steps.length < 2) return;
    // What would be written behind a block that is never closed would be code.
    if (!facts.deployment) missing(facts, problems.length === 0, context);
    else if (facts.deployment.items.length > 0) check(facts.deployment, facts.steps, context);
  },
}); // prettier-ignore

const RUN = /\bsteps?\s*(?<numbers>\d+(?:\s*(?:,|and|&|to|-|–)\s*\d+)*)/i;

function missing({ title, steps, end }: MigrationPlan, isClosed: boolean, context: DocumentContext<never>): void {
  if (!title) return;
  const lines = ['Deploy code that works with both schemas.'];
  let told = false;
  for (const step of steps) {
    if (!told && kindOf(step, context) === 'removes') {
      lines.push('Deploy code that needs the new schema alone.');
      told = true;
    }
    lines.push(`Run step ${step.number.text}.`);
  }
  const list = lines.map((line, i) => `${i + 1}. ${line}`).join('\n');
  context.report({
    at: title.span,
    message:
      'The plan doesn’t say in which order programs are deployed and steps run, so a step may break a program that still runs. Add a section `Deployment Order`.',
    fixes: isClosed
      ? [
          {
            title: 'Add the section',
            kind: 'suggestion',
            edits: [{ at: { start: end, end }, newText: `\n\n## Deployment Order\n\n${list}` }],
          },
        ]
      : [],
  });
}

function check({ heading, items }: Deployment, steps: readonly PlanStep[], context: DocumentContext<never>): void {
  const runs = items.map(({ text }) => numbersIn(text));
  const named = runs.flat();
  if (named.length === 0) return;
  const forgotten = steps.filter(({ number }) => !named.includes(Number(number.text)));
  if (forgotten.length > 0)
    context.report({
      at: heading,
      message: `The order leaves out ${called(forgotten[0]!)}${forgotten.length > 1 ? ` and ${forgotten.length - 1} more` : ''}, so it is never run. Say when it is its turn.`,
    });
  let last = -Infinity;
  items.forEach((item, i) => {
    for (const number of runs[i]!) {
      const step = steps.find((each) => Number(each.number.text) === number);
      const match = RUN.exec(item.text)!;
      const at = { start: item.span.start + match.index, end: item.span.start + match.index + match[0].length };
      if (!step) {
        context.report({ at, message: `The plan has no step ${number}. Correct the number, or write the step.` });
        continue;
      }
      if (number < last)
        context.report({
          at,
          message: `Step ${number} runs behind step ${last} here, and is written before it. Put both in the order in which they run.`,
        });
      last = Math.max(last, number);
      if (i === 0 && kindOf(step, context) === 'removes')
        context.report({
          at: item.span,
          message: `The first thing that happens is ${called(step)}: a program that runs still needs what it removes. Deploy one that doesn't, first.`,
        });
    }
  });
}

/** `step 2`, `steps 2, 3 and 4`, `steps 2-4`. */
function numbersIn(text: string): readonly number[] {
  const numbers = RUN.exec(text)?.groups!.numbers;
  if (numbers === undefined) return [];
  const range = /^(\d+)\s*(?:to|-|–)\s*(\d+)$/.exec(numbers);
  if (!range) return (numbers.match(/\d+/g) ?? []).map(Number);
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: Math.max(0, Math.min(to - from + 1, 100)) }, (_, i) => from + i);
}
