import type { RecipeArgs, RecipeParameter } from '../change/recipes/recipe';
import { RECIPES, recipeNamed } from '../change/recipes/recipes';
import { Side } from '../change/diff/side';
import { displayName } from '../model/names';
import type { Table } from '../model/schema';
import type { Root } from '../workspace/root';
import type { Workspace } from '../workspace/workspace';
import { whatIf } from './what-if';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** What a person is asked next on the way to a safe change. */
export interface Question {
  /** The parameter's name; `recipe` for the first one. */
  readonly name: string;
  readonly prompt: string;
  readonly optional: boolean;
  /** Several of them may be chosen. */
  readonly many: boolean;
  /** Without them the person writes. */
  readonly choices?: readonly Choice[];
}

/** The first thing that isn't said yet; an empty text says that something optional is left out. Undefined where all is said. */
export function nextQuestion(
  root: Root,
  workspace: Workspace,
  id: string | undefined,
  args: RecipeArgs,
): Question | undefined {
  const recipe = id === undefined ? undefined : recipeNamed(id);
  if (!recipe) {
    const choices = RECIPES.map((each) => ({ value: each.id, label: each.title, description: each.id }));
    return { name: 'recipe', prompt: 'What changes?', optional: false, many: false, choices };
  }
  const parameter = recipe.parameters.find(({ name }) => args[name] === undefined);
  if (!parameter) return undefined;
  const choices = choicesOf(parameter, args, new Side(whatIf(root, workspace)));
  const { name, prompt, optional = false, kind } = parameter;
  return { name, prompt, optional, many: kind === 'columns', ...(choices && choices.length > 0 && { choices }) };
}

function choicesOf({ kind, choices }: RecipeParameter, args: RecipeArgs, side: Side): Choice[] | undefined {
  if (choices) return choices.map((value) => ({ value, label: value }));
  const tables = [...side.tables.values()].filter(({ query, partitionOf }) => !query && partitionOf === undefined);
  switch (kind) {
    case 'table':
      return tables.map((table) => choice(table.key, displayName(table), table.comment)).sort(byLabel);
    case 'column':
    case 'columns':
      return columnsOf(tables.find(({ key }) => key === args.table));
    case 'index':
      return tables
        .flatMap((table) => table.indexes.filter(({ inherited }) => !inherited).map(({ name }) => choice(`${table.schema}.${name}`, name, displayName(table))))
        .sort(byLabel); // prettier-ignore
    case 'enum':
      return [...side.schema.types()].flatMap((type) => (type.kind === 'enum' ? choice(type.key, displayName(type), type.values.join(', ')) : [])).sort(byLabel); // prettier-ignore
    default:
      return undefined;
  }
}

function columnsOf(table: Table | undefined): Choice[] | undefined {
  return table?.columns.map(({ name, type, notNull }) =>
    choice(name, name, `${type.display}${notNull ? ' NOT NULL' : ''}`),
  );
}

function choice(value: string, label: string, description?: string): Choice {
  return { value, label, ...(description !== undefined && { description }) };
}

function byLabel(a: Choice, b: Choice): number {
  return a.label < b.label ? -1 : 1;
}
