/** A migration plan with these steps, and what else is said behind them. */
export function plan(steps: string, behind = ''): { readonly name: string; readonly text: string } {
  return {
    name: 'migration-plan.md',
    text: `# Migration Plan: Orders get a status\n\n## Migration Steps\n\n${steps}\n${behind === '' ? '' : `\n${behind}\n`}`,
  };
}
