/** What a screen reader says. */
import { KIND_WORDS, type DiagramTable } from '../../server/src/diagram/view';
import type { State } from './state';

/** A table that is selected, with the tables that it is related to. */
export function spokenOf(state: State, table: DiagramTable): string {
  const near = state.neighbours(table.key);
  const names = (isOut: boolean) => [
    ...new Set(
      near
        .filter(({ relation }) => (relation.from === table.key) === isOut)
        .map(({ other }) => state.tables.get(other)?.name ?? other),
    ),
  ];
  const [out, into] = [names(true), names(false)];
  return [
    `${table.name}, ${KIND_WORDS[table.kind]}, ${table.columns.length} columns.`,
    out.length > 0 ? `References ${out.join(', ')}.` : '',
    into.length > 0 ? `Referenced by ${into.join(', ')}.` : '',
  ].join(' ');
}
