import { basename } from '../base/paths';
import type { Span } from '../base/span';
import { columnOf } from '../rules/lib/documents';
import type { SpecFacts } from '../spec/facts';
import { TableIndex } from '../spec/resolve';
import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';
import { indexCard } from './hover-contract';
import type { Hover } from './hover';
import { lockHints } from './lock-hints';

const MOST_STATEMENTS = 12;

/** On a step of a migration plan, or a file that it or a data dictionary names: what that migration does to tables. */
export function hoverPlan({ plan, dictionary }: SpecFacts, workspace: Workspace, offset: number): Hover | undefined {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  const steps = plan?.steps ?? [];
  const file = [...steps.flatMap(({ files }) => files), ...(dictionary?.migrations ?? [])].find(({ span }) => inside(span)); // prettier-ignore
  if (file) return card([file.text], file.span, workspace);
  const step = steps.find(({ heading }) => inside(heading));
  return step && card(step.files.map(({ text }) => text), step.heading, workspace); // prettier-ignore
}

function card(names: readonly string[], span: Span, workspace: Workspace): Hover | undefined {
  const parts = names.flatMap((name) => {
    const path = [...workspace.paths()].find((each) => basename(each) === basename(name));
    const file = path === undefined ? undefined : workspace.file(path);
    if (file?.type !== 'sql') return [];
    const text = file.sql.slice(0, Infinity);
    const hints = lockHints(workspace, file, { start: 0, end: text.length });
    const shown = hints.slice(0, MOST_STATEMENTS).map((hint) => `- ${hint.text}`);
    const more = hints.length > shown.length ? [`- and ${hints.length - shown.length} more statements`] : [];
    const lines = shown.length > 0 ? [...shown, ...more].join('\n') : 'It locks no table that is there.';
    return [`\`${basename(name)}\`\n\n${lines}`];
  });
  return parts.length === 0 ? undefined : { text: parts.join('\n\n'), span };
}

/** On a row of the keys of a data dictionary: the key or index of the schema. */
export function hoverDictionary({ dictionary, entities }: SpecFacts, root: Root, offset: number): Hover | undefined {
  for (const list of dictionary?.keys ?? []) {
    const row = list.rows.find(({ span }) => span.start <= offset && offset <= span.end);
    const entity = list.entity === undefined ? undefined : entities[list.entity];
    const table = row && entity && new TableIndex([...root.model.tables()]).find(entity);
    if (!table || !row.columns) continue;
    const span = row.name?.span ?? row.columns.span;
    const columns = row.columns.text.replace(/[`()]/g, '').split(/\s*,\s*/).map((name) => columnOf(table, name)?.name ?? name); // prettier-ignore
    const key = row.kind === 'foreign key' ? table.constraints.find((each) => each.kind === 'foreign key' && each.columns.join() === columns.join()) : undefined; // prettier-ignore
    if (key)
      return {
        text: `Foreign key \`${key.name}\` of \`${table.name} (${key.columns.join(', ')})\` → \`${key.references!.table.name}\`, on delete ${key.references!.onDelete}.`,
        span,
      };
    return { text: indexCard({ name: row.name, columns: columns.map((text) => ({ text })) }, table), span };
  }
  return undefined;
}
