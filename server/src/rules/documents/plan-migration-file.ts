import type { PlanStep } from '../../spec/plan/facts';
import type { Written } from '../../spec/facts';
import { basename } from '../../base/paths';
import { defineRule, type DocumentContext } from '../define-rule';
import { called } from '../lib/plan';
import { plan } from '../lib/plan-examples';
import { misnamedMigration } from '../lib/similar';

const MIGRATIONS = ['migrations/001_status.sql', 'migrations/002_state.sql'];
const step = (number: number, file: string) =>
  `### Step ${number}: Change orders ${number}\n- Rollback: Down\n${file}\n`;

export default defineRule({
  id: 'plan-migration-file',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['MPL-file-link'],
  docs: {
    summary: 'The migrations that a plan or a data dictionary names are there, one for each step, in the order in which they run.',
    why:
      'Who follows the plan runs the file that it names. One that was renamed is looked for at the worst moment; one that the tool runs earlier than the plan says changes the order that ' +
      'the plan is about. Steps without a file are told of only where others name theirs.',
    whenOff: 'Where plans are kept for the record, and migrations are squashed.',
    references: [{ title: 'Evolutionary Database Design', url: 'https://martinfowler.com/articles/evodb.html' }],
  },
  examples: [
    {
      title: 'a file that isn’t there, and a step without one',
      sql: '',
      migrations: MIGRATIONS,
      document: plan(`${step(1, '- Migration: `migrations/001_state.sql`')}\n${step(2, '')}`),
      reports: ['001_state.sql', 'Change orders 2'],
      says: 'no migration `001_state.sql`',
    },
    {
      title: 'by its old name',
      sql: '',
      migrations: MIGRATIONS,
      document: plan(step(1, '- Migration: `002_states.sql`')),
      reports: ['002_states.sql'],
      fixed: plan(step(1, '- Migration: `002_state.sql`')).text,
    },
    {
      title: 'the other way round',
      sql: '',
      migrations: MIGRATIONS,
      document: plan(`${step(1, '- File: 002_state.sql')}\n${step(2, '- File: 001_status.sql')}`),
      reports: ['001_status.sql'],
      says: 'runs before',
    },
    {
      title: 'in order',
      sql: '',
      migrations: MIGRATIONS,
      document: plan(`${step(1, '- File: migrations/001_status.sql')}\n${step(2, '- File: 002_state.sql')}`),
      reports: [],
    },
    {
      title: 'without any files, and without a history',
      sql: '',
      document: plan(`${step(1, '- File: 009_any.sql')}\n${step(2, '')}`),
      reports: ['Change orders 2'],
    },
    { title: 'no step names one', sql: '', migrations: MIGRATIONS, document: plan(`${step(1, '')}\n${step(2, '')}`), reports: [] },
  ],
  document({ plan: facts, dictionary }, context) {
    for (const file of dictionary?.migrations ?? []) isThere(file, context);
    const steps = facts?.steps ?? [];
    const isLinked = steps.some(({ files }) => files.length > 0);
    let last: { readonly place: number; readonly name: string } | undefined;
    for (const each of steps) {
      if (each.files.length === 0 && isLinked) unlinked(each, context);
      for (const file of each.files) {
        if (!isThere(file, context)) continue;
        const name = basename(file.text);
        const place = context.migrations?.findIndex((path) => basename(path) === name) ?? -1;
        if (place < 0) continue;
        if (last && place < last.place)
          context.report({
            at: file.span,
            message: `\`${name}\` runs before \`${last.name}\`, which an earlier step names. Put the steps in the order in which the migrations run.`,
          });
        if (!last || place > last.place) last = { place, name };
      }
    }
  },
}); // prettier-ignore

/** Whether a migration that is named is there; says so if it isn't. */
function isThere({ text, span }: Written, context: DocumentContext<never>): boolean {
  const name = basename(text);
  const names = context.migrations?.map((path) => basename(path)) ?? [];
  if (names.length === 0 || names.includes(name) || context.hasFile(name)) return true;
  const start = span.end - name.length;
  context.report(
    misnamedMigration(
      { start, end: span.end },
      `There is no migration \`${name}\`. Correct the name, or write it.`,
      name,
      names,
    ),
  );
  return false;
}

function unlinked(step: PlanStep, context: DocumentContext<never>): void {
  context.report({
    at: step.title.span,
    message: `Other steps name their migration, but not ${called(step)}. Name its file, so that nobody runs another one.`,
    atMost: 'info',
  });
}
