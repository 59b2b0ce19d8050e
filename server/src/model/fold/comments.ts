import type { OpOf } from '../facts';
import type { Source } from '../schema';
import { meant } from './functions';
import { originAt, type FoldState } from './state';
import { isCalled, refuseGone, WORDS } from './targets';

/** Comments live with what they say something about. */
export function addComment(state: FoldState, op: OpOf<'comment'>, source: Source): void {
  const set = (object: { comment?: string } | undefined) => {
    if (!object) return;
    if (op.text === undefined || op.text === '') delete object.comment;
    else object.comment = op.text;
  };
  const named = <T extends { readonly name: string }>(list: readonly T[] | undefined) =>
    list?.find(({ name }) => name === op.part);
  const about = (object: { comment?: string } | undefined, known = true) => {
    if (object) return set(object);
    if (known) state.refuse(`There is no ${op.target} ${op.part ?? op.name.name}.`, source, op.span);
  };
  const gone = () => refuseGone(state, op.name, source, op.name.span, false);
  switch (op.target) {
    case 'type':
      return set(state.type(op.name, source));
    case 'sequence': {
      const sequence = state.sequence(op.name, source);
      return sequence ? set(sequence) : gone();
    }
    case 'extension':
      return set(state.extensions.get(op.name.name));
    case 'function':
      return set(meant(state, op.name, op.args, source));
    case 'index': {
      const owner = state.index(op.name, source);
      return owner ? set('index' in owner ? owner.index : owner.constraint) : gone();
    }
    case 'domain constraint': {
      const type = state.type(op.name, source);
      return set(type?.kind === 'domain' ? named(type.constraints) : undefined);
    }
  }
  const table = state.table(op.name, source);
  if (!table) return gone();
  if (op.target === 'table') {
    if (!isCalled(table, op.called)) state.refuse(`${op.name.name} is no ${WORDS[op.called!]}.`, source, op.name.span);
    table.commentOrigin = originAt(source, op.span);
    return set(table);
  }
  if (op.target === 'constraint') return about(named([...table.constraints, ...table.notNulls]), !table.open);
  if (op.target === 'trigger') return about(named(table.triggers), !table.open);
  if (op.target === 'policy') return about(named(table.policies), !table.open);
  if (op.target !== 'column') return;
  const origin = originAt(source, op.span);
  if (table.query) {
    table.columnComments ??= new Map();
    if (op.text === undefined || op.text === '') table.columnComments.delete(op.part ?? '');
    else table.columnComments.set(op.part ?? '', { text: op.text, origin });
    return;
  }
  const column = named(table.columns);
  about(column, !table.open);
  if (column) column.commentOrigin = origin;
}
