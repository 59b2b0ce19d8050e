import { addCheck } from './add-check';
import { addDefault } from './add-default';
import { addForeignKey } from './add-foreign-key';
import { addPrimaryKey, addUnique } from './add-key';
import { addNotNullColumn } from './add-not-null-column';
import { changeType } from './change-type';
import { dropColumn, dropTable } from './drops';
import { addEnumValue, replaceEnum } from './enums';
import { addIndex, dropIndex } from './indexes';
import { partitionTable } from './partition-table';
import type { Recipe } from './recipe';
import { renameColumn } from './rename-column';
import { renameTable } from './rename-table';
import { setNotNull } from './set-not-null';
import { splitTable } from './split-table';

/** In the order in which people are shown them. */
export const RECIPES: readonly Recipe[] = [
  addNotNullColumn,
  setNotNull,
  addDefault,
  changeType,
  renameColumn,
  renameTable,
  dropColumn,
  dropTable,
  addForeignKey,
  addCheck,
  addUnique,
  addPrimaryKey,
  addIndex,
  dropIndex,
  addEnumValue,
  replaceEnum,
  splitTable,
  partitionTable,
];

export function recipeNamed(id: string): Recipe | undefined {
  return RECIPES.find((recipe) => recipe.id === id);
}
