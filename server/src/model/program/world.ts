import type { Node } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { FunctionDraft } from '../fold/state';
import type { Op } from '../facts';
import type { Name } from '../names';
import type { SchemaBefore } from './before';

/** What a program does to the world. */
export interface World {
  readonly before: SchemaBefore;
  readonly path: readonly string[];
  /** The statements of a text; undefined where one can't be read. */
  parse(text: string): readonly { readonly node: Node; readonly ops: readonly Op[] }[] | undefined;
  /** Does what a statement says; false where PostgreSQL would refuse it. `span` is its place in the program's statement. */
  apply(ops: readonly Op[], span: Span): boolean;
  /** Why the last statement was refused. */
  readonly reason: string | undefined;
  /** How much was done so far, and back to there. */
  mark(): number;
  rollBack(mark: number): void;
  /** Functions of the schema by a name on the path. */
  callable(name: Name): readonly FunctionDraft[];
}
