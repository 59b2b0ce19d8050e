import { shift } from '../base/span';
import type { SpecProblem } from '../spec/problem';
import type { Statement } from '../sql/statements';
import type { SqlFile } from '../workspace/files';
import { engineFinding, type Finding } from './finding';

/** What PostgreSQL's grammar says of a statement. */
export function syntaxFinding(
  file: string,
  statement: Statement,
  problem: NonNullable<ReturnType<SqlFile['sql']['result']>['problem']>,
): Finding {
  const { expectation } = problem;
  const fixes = expectation
    ? [
        {
          title: `${expectation.kind === 'missing' ? 'Insert' : 'Remove'} \`${expectation.token}\``,
          kind: 'suggestion' as const,
          edits: [{ at: shift(expectation.edit.span, statement.start), newText: expectation.edit.newText }],
        },
      ]
    : [];
  return {
    rule: problem.unread ? 'unchecked' : 'syntax',
    severity: problem.unread ? 'info' : 'error',
    message: problem.message,
    file,
    at: shift(problem.span, statement.start),
    fixes,
    related: [],
  };
}

/** What keeps a document from being read. */
export function documentFinding({ message, span, severity = 'error', fixes = [] }: SpecProblem, file: string): Finding {
  return {
    ...engineFinding('syntax', severity, message, file, span),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      kind: 'suggestion',
      edits: edits.map(({ span: at, newText }) => ({ at, newText })),
    })),
  };
}
