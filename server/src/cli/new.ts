import { createNodeEngine } from '../node/engine';
import { createFile } from '../node/files';
import { RECIPES, recipeNamed } from '../change/recipes/recipes';
import type { Engine } from '../lint/engine';
import type { ScaffoldedFile } from '../scaffold/place';
import { safeChange } from '../scaffold/safe-change';
import { historyNear, scaffold, type ScaffoldRequest } from '../scaffold/scaffold';
import { EXIT, lines, logTo, table, WrongUse, type Command, type Io } from './command';
import { relativePath } from './report';
import { findTargets, loadTargets } from './targets';

const KINDS: Readonly<Record<string, ScaffoldRequest['kind']>> = {
  entity: 'entity',
  migration: 'migration',
  document: 'document',
  contract: 'contract',
  ddl: 'ddl',
};

export const newFile: Command = {
  name: 'new',
  usage: 'new entity|migration|document|contract|ddl <name> | new change <recipe> [key=value…]',
  summary:
    'Writes the file of a new entity or migration, a safe change, a data model or a contract from the schema, or SQL from a data model.',
  notes: [
    'tablewright new entity "Order item" --parent orders',
    'tablewright new migration "add status to orders"',
    'tablewright new change set-not-null table=orders column=note "value=\'-\'"',
    'tablewright new document "Shop" --style list',
    'tablewright new ddl --in docs/DATA-MODEL.md',
    '',
    'Where there are migrations, an entity is one of them; else it is a file beside those of the schema.',
    'A safe change is several migrations that never hold up the application for long, and a plan. Recipes:',
    '',
    ...table(
      RECIPES.map(
        ({ id, parameters, title }) =>
          [
            [id, ...parameters.map(({ name, optional }) => (optional ? `[${name}=…]` : `${name}=…`))].join(' '),
            title,
          ] as const,
      ),
    ),
    '',
    'No file is written over.',
  ],
  options: {
    parent: { type: 'string', value: 'TABLE', help: 'The table that each row of an entity belongs to.' },
    in: { type: 'string', value: 'PATH', help: 'Where the schema is; without it the working directory.' },
    style: { type: 'string', value: 'full|list|table', help: 'How a document is written.' },
    'dry-run': { type: 'boolean', help: 'Print the file instead of writing it.' },
  },
  async run([kind = '', ...words], { parent, in: place = '.', style, 'dry-run': dry }, io) {
    if (kind === 'change') return newChange(words, String(place), dry === true, io);
    if (!KINDS[kind])
      throw new WrongUse(
        kind === ''
          ? 'Say what is new: `entity`, `migration`, `change`, `document`, `contract` or `ddl`.'
          : `There is no new '${kind}'; there are \`entity\`, \`migration\`, \`change\`, \`document\`, \`contract\` and \`ddl\`.`,
      );
    if (style !== undefined && !isStyle(style))
      throw new WrongUse(`There is no style '${String(style)}'; there are \`full\`, \`list\` and \`table\`.`);
    if (words.length === 0 && (kind === 'entity' || kind === 'migration'))
      throw new WrongUse(`Say the name: \`tablewright new ${kind} "…"\`.`);
    const { engine, near } = await engineAt(String(place), io);
    const request = {
      kind: KINDS[kind],
      name: words.join(' '),
      near,
      ...(typeof parent === 'string' && { parent }),
      ...(isStyle(style) && { style }),
    };
    const files = await scaffold(engine, request);
    if (!files.ok) {
      io.err.write(lines([files.error]));
      return EXIT.wrong;
    }
    return write(files.value, dry === true, io);
  },
};

function isStyle(value: unknown): value is NonNullable<ScaffoldRequest['style']> {
  return value === 'full' || value === 'list' || value === 'table';
}

async function engineAt(place: string, io: Io): Promise<{ readonly engine: Engine; readonly near: string }> {
  const targets = await findTargets([place], io.cwd);
  const [near] = targets.named;
  if (near === undefined) throw new WrongUse(`There is no file or folder ${place}.`);
  const engine = await createNodeEngine(logTo(io), io.dist);
  await loadTargets(engine, targets);
  return { engine, near };
}

/** `new change set-not-null table=orders column=note` */
async function newChange([id, ...pairs]: readonly string[], place: string, dry: boolean, io: Io): Promise<number> {
  const recipe = recipeNamed(id ?? '');
  if (!recipe) throw new WrongUse(`${id === undefined ? 'Say which change' : `There is no change '${id}'`}: one of ${RECIPES.map((each) => each.id).join(', ')}.`); // prettier-ignore
  const args = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])); // prettier-ignore
  const wrong = Object.keys(args).find((name) => !recipe.parameters.some((parameter) => parameter.name === name));
  if (wrong !== undefined || pairs.some((pair) => !pair.includes('=')))
    throw new WrongUse(`\`${recipe.id}\` takes ${recipe.parameters.map(({ name }) => `${name}=…`).join(', ')}.`);
  const { engine, near } = await engineAt(place, io);
  const root = await historyNear(engine, near);
  if (!root) throw new WrongUse(`There is no schema in ${place}.`);
  const made = await safeChange(engine, root, recipe.id, args);
  if (made.ok) return write([...made.value.migrations, made.value.document], dry, io);
  io.err.write(lines([made.error]));
  return EXIT.wrong;
}

async function write(files: readonly ScaffoldedFile[], dry: boolean, io: Io): Promise<number> {
  for (const { path, text } of files) {
    const written = dry ? undefined : await createFile(path, text);
    if (written && !written.ok) {
      io.err.write(lines([written.error]));
      return EXIT.wrong;
    }
    io.out.write(lines(dry ? [`${relativePath(io.cwd, path)}:`, text] : [relativePath(io.cwd, path)]));
  }
  return EXIT.fine;
}
