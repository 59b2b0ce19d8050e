import type { DiagramTable, DiagramView } from '../../server/src/diagram/view';
import { schemaView, type Shown } from '../../server/src/features/erd/view';
import { modelOf } from './model';
import { testParser } from './parser';

/** The diagram of one SQL text. */
export async function viewOfSql(sql: string, shown: Partial<Shown> = {}): Promise<DiagramView> {
  const { model } = modelOf(sql, await testParser());
  return schemaView(model, { views: false, enums: false, ...shown }, (path) => path);
}

export function tableIn({ tables }: DiagramView, name: string): DiagramTable {
  const found = tables.find((table) => table.name === name);
  if (!found) throw new Error(`no table ${name}`);
  return found;
}
