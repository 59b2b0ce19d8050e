import type { FunctionDraft, SequenceDraft, TableDraft, TypeDraft } from '../fold/state';
import type { Extension, SchemaView } from '../schema';

/**
 * The schema as it is where a program runs, with what the program did so far. Given a bare name, only what hangs together
 * with that name is looked at; there may be more than what has it.
 */
export interface SchemaBefore extends SchemaView {
  tablesNear(name?: string): Iterable<TableDraft>;
  typesNear(name?: string): Iterable<TypeDraft>;
  sequencesNear(name?: string): Iterable<SequenceDraft>;
  functionsNear(name?: string): Iterable<FunctionDraft>;
  schemasNear(name?: string): Iterable<string>;
  extensions(): Iterable<Extension>;
  /** Whether all of it was looked at anyway. */
  readonly isWide: boolean;
}
