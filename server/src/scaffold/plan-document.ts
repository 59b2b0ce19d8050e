import { basename } from '../base/paths';
import type { RecipePlan, RecipeStep } from '../change/recipes/recipe';

/** A migration plan: each step with its files, its way back and what it does to rows, then the order of it all. */
export function planDocument(plan: RecipePlan, files: readonly (readonly string[])[], home: string): string {
  const steps = plan.steps.map((step, i) => section(step, i, files[i]!));
  const order = plan.steps.flatMap((step, i) => [
    ...(step.first === undefined ? [] : [step.first]),
    `Run step ${i + 1}, \`${basename(files[i]![0]!)}\`.`,
  ]);
  if (plan.last !== undefined) order.push(plan.last);
  return `# Migration Plan: ${plan.title}

The migrations are in \`${home}\`. Run one after the other, each once the one before it has proved right.

## Migration Steps

${steps.join('\n\n')}

## Deployment Order

${order.map((line, i) => `${i + 1}. ${line}`).join('\n')}
`;
}

function section({ title, down, rows }: RecipeStep, i: number, files: readonly string[]): string {
  const back =
    typeof down === 'string'
      ? `N/A (${down})`
      : down && 'irreversible' in down
        ? `N/A (${down.irreversible})`
        : `Run the Down of this migration${files.length > 1 ? `, \`${basename(files.at(-1)!)}\`` : ''}.`;
  return [
    `### Step ${i + 1}: ${title}`,
    '',
    `- Migration: ${files.map((file) => `\`${file}\``).join(', ')}`,
    `- Rollback: ${back}`,
    `- Data migration: ${rows ?? 'None'}`,
  ].join('\n');
}
