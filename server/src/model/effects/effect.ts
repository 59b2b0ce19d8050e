import type { Span } from '../../base/span';
import type { Name } from '../names';
import type { SchemaView, Table } from '../schema';
import type { Act } from './acts';
import { FORMS, type Form, type FormFacts } from './forms';
import type { LockMode } from './locks';

/** What a part of a statement does to one table. */
export interface Effect {
  readonly form: Form;
  /** The table or view as the statement names it, and as it is before; undefined for what is not known. */
  readonly on?: Name;
  readonly table?: Table;
  /** Referenced tables, parents and the like: locked by `FORMS[form].other`. */
  readonly others: readonly Name[];
  readonly act: Act;
  /** The part of the statement. */
  readonly span: Span;
  /** Of LOCK TABLE. */
  readonly mode?: LockMode;
}

/** What effects depend on. `schema` is as it is before the statement. */
export interface Before {
  readonly schema: SchemaView;
  readonly path: readonly string[];
  /** Of PostgreSQL. */
  readonly version: number;
  /** Whether the session's time zone is known to be UTC: then a timestamp becomes a timestamptz as it is. */
  isUtc?(): boolean;
}

export function factsOf({ form, mode }: Effect): FormFacts {
  return mode ? { ...FORMS[form], lock: mode } : FORMS[form];
}

/** A form, the table that it is about, and the others. */
export type Draft = readonly [Form, (Name | undefined)?, (readonly Name[])?];
