import { createNodeEngine } from '../node/engine';
import { createFile } from '../node/files';
import { scaffold, type ScaffoldRequest } from '../scaffold/scaffold';
import { EXIT, lines, logTo, WrongUse, type Command } from './command';
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
  usage: 'new entity|migration|document|contract|ddl <name>',
  summary:
    'Writes the file of a new entity or migration, a data model or a contract from the schema, or SQL from a data model.',
  notes: [
    'tablewright new entity "Order item" --parent orders',
    'tablewright new migration "add status to orders"',
    'tablewright new document "Shop" --style list',
    'tablewright new ddl --in docs/DATA-MODEL.md',
    '',
    'Where there are migrations, an entity is one of them; else it is a file beside those of the schema.',
    'No file is written over.',
  ],
  options: {
    parent: { type: 'string', value: 'TABLE', help: 'The table that each row of an entity belongs to.' },
    in: { type: 'string', value: 'PATH', help: 'Where the schema is; without it the working directory.' },
    style: { type: 'string', value: 'full|list|table', help: 'How a document is written.' },
    'dry-run': { type: 'boolean', help: 'Print the file instead of writing it.' },
  },
  async run([kind = '', ...words], { parent, in: place = '.', style, 'dry-run': dry }, io) {
    if (!KINDS[kind])
      throw new WrongUse(
        kind === ''
          ? 'Say what is new: `entity`, `migration`, `document`, `contract` or `ddl`.'
          : `There is no new '${kind}'; there are \`entity\`, \`migration\`, \`document\`, \`contract\` and \`ddl\`.`,
      );
    if (style !== undefined && !isStyle(style))
      throw new WrongUse(`There is no style '${String(style)}'; there are \`full\`, \`list\` and \`table\`.`);
    if (words.length === 0 && (kind === 'entity' || kind === 'migration'))
      throw new WrongUse(`Say the name: \`tablewright new ${kind} "…"\`.`);
    const targets = await findTargets([String(place)], io.cwd);
    const [near] = targets.named;
    if (near === undefined) throw new WrongUse(`There is no file or folder ${String(place)}.`);
    const engine = await createNodeEngine(logTo(io), io.dist);
    await loadTargets(engine, targets);
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
    for (const { path, text } of files.value) {
      const written = dry ? undefined : await createFile(path, text);
      if (written && !written.ok) {
        io.err.write(lines([written.error]));
        return EXIT.wrong;
      }
      io.out.write(lines(dry ? [`${relativePath(io.cwd, path)}:`, text] : [relativePath(io.cwd, path)]));
    }
    return EXIT.fine;
  },
};

function isStyle(value: unknown): value is NonNullable<ScaffoldRequest['style']> {
  return value === 'full' || value === 'list' || value === 'table';
}
