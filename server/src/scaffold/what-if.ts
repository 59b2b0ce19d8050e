import { applyEdits, type TextEdit } from '../base/span';
import type { DiffSide } from '../change/diff/diff';
import { SchemaModel } from '../model/schema-model';
import { FoldedText } from '../workspace/folded-text';
import type { Root } from '../workspace/root';
import type { SqlText } from '../workspace/sql-text';
import type { Workspace } from '../workspace/workspace';

/** A text behind all files of a root. */
const MORE = '\0more';

export interface WhatIf {
  /** Other texts of files, by edits. */
  readonly edits?: ReadonlyMap<string, readonly TextEdit[]>;
  /** SQL that would run after all files. */
  readonly more?: string;
}

/**
 * The schema of a root as it would be with edits in its files, or with more statements behind them. Nothing in the workspace
 * changes. It costs a fold of the whole root, so it is for what a person asks for.
 */
export function whatIf(
  root: Root,
  workspace: Workspace,
  { edits, more }: WhatIf = {},
): DiffSide & { readonly schema: SchemaModel } {
  const files = more === undefined ? root.files : [...root.files, MORE];
  const rank = new Map(files.map((file, i) => [file, i]));
  const model = new SchemaModel((file) => rank.get(file) ?? files.length);
  const texts = new Map<string, SqlText>();
  for (const path of files) {
    const sql =
      path === MORE ? workspace.scratch(more ?? '') : edited(root.text(path)?.sql, edits?.get(path), workspace);
    if (!sql) continue;
    texts.set(path, sql);
    new FoldedText(path, sql, model, path === MORE ? undefined : root.tool);
  }
  model.commit();
  return {
    schema: model,
    schemas: model.schemas(),
    text: (source, start, end) => texts.get(source.file)?.slice(start, end) ?? '',
  };
}

function edited(
  sql: SqlText | undefined,
  edits: readonly TextEdit[] | undefined,
  workspace: Workspace,
): SqlText | undefined {
  if (!sql || !edits || edits.length === 0) return sql;
  return workspace.scratch(applyEdits(sql.slice(0, Infinity), edits));
}
