import { applyEdits } from '../../base/span';
import type { Fix } from '../define-rule';
import { removeStatement, replace } from './edits';
import { whole, type Migration, type MigrationStatement } from './migration';
import { findWords, keywordCase, type Texts } from './syntax';

/** The statement's text with words behind others in it: `CONCURRENTLY` behind `INDEX`. Undefined where those aren't there. */
export function withWords(
  statement: MigrationStatement,
  behind: readonly string[],
  words: string,
  context: Texts,
): string | undefined {
  const all = whole(statement, context);
  const place = findWords(context, all, ...behind);
  if (!place) return undefined;
  const { end } = place.span;
  const newText = ` ${keywordCase(statement.source, context)(words)}`;
  return applyEdits(context.text(all), [{ span: { start: end, end }, newText }]);
}

/** The other statements that run in the transaction of one. */
function companions(statement: MigrationStatement, { statements }: Migration): MigrationStatement[] {
  return statements.filter(
    (other) =>
      other !== statement &&
      other.transaction === statement.transaction &&
      other.acts.some(({ act }) => act !== 'transaction' && act !== 'set'),
  );
}

/**
 * Fixes that let a statement run outside of a transaction, as `sql`: where it is alone by the tool's own mark, else in a
 * migration of its own.
 */
export function outsideFixes(
  title: string,
  statement: MigrationStatement,
  migration: Migration,
  sql: string,
  context: Texts,
): Fix[] {
  const all = whole(statement, context);
  const edits = sql === context.text(all) ? [] : [replace(all, sql)];
  if (!statement.transaction) return edits.length > 0 ? [{ title, kind: 'suggestion', edits }] : [];
  if (statement.transaction.by === 'file') return [];
  const { outside, next, tool } = statement.migration;
  const alone = companions(statement, migration).length === 0;
  const mark = outside(statement.source);
  const fixes: Fix[] = [];
  if (mark) {
    const own = `${title}, outside of ${tool?.title ?? 'the tool'}'s transaction`;
    if (mark.kind === 'text')
      fixes.push({ title: own, kind: 'suggestion', edits: [...edits, { at: mark.at, newText: mark.newText }] });
    else if (mark.kind === 'file') fixes.push({ title: own, kind: 'suggestion', edits, creates: [mark.file] });
    else
      fixes.push({ title: own, kind: 'suggestion', edits, renames: [{ from: statement.migration.path, to: mark.to }] });
  }
  if (!alone) {
    const name = /\bINDEX\b/i.test(sql) ? 'index' : 'separate';
    const creates = next(`${name}_${(statement.effects[0]?.on?.name ?? 'change').slice(0, 40)}`, `${sql};`, true);
    fixes.unshift({
      title: 'Move it to a migration of its own',
      kind: 'suggestion',
      edits: [removeStatement(statement.source, context)],
      creates,
    });
  }
  return fixes;
}
