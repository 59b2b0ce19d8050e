import { catalogOf, type Catalog } from '../features/catalog';
import { LineIndex } from '../base/lines';
import { placeOf, type Origin } from '../model/schema';
import { createNodeEngine } from '../node/engine';
import { textOf } from '../workspace/files';
import { EXIT, lines, logTo, WrongUse, type Command } from './command';
import { relativePath } from './report';
import { findTargets, loadTargets } from './targets';

export const catalog: Command = {
  name: 'catalog',
  usage: 'catalog [paths…] --json',
  summary: 'Prints the merged model of each schema.',
  notes: [
    'Roots, schemas, tables with columns, constraints and indexes, and enums, sorted by name.',
    'Types are spelled as PostgreSQL spells them; an origin is a file and its lines, counted from 0.',
  ],
  options: { json: { type: 'boolean', help: 'Print JSON, which is the only form there is.' } },
  async run(names, { json }, io) {
    if (!json) throw new WrongUse('Say --json: the catalog is printed as JSON.');
    const targets = await findTargets(names.length > 0 ? names : ['.'], io.cwd);
    for (const name of targets.missing) io.err.write(lines([`There is no file or folder ${name}.`]));
    const engine = await createNodeEngine(logTo(io), io.dist);
    await loadTargets(engine, targets);
    const indexes = new Map<string, LineIndex>();
    const locate = (origin: Origin) => {
      const { file } = origin.source;
      let index = indexes.get(file);
      if (!index) indexes.set(file, (index = LineIndex.of(textOf(engine.workspace.file(file)) ?? '')));
      const { start, end } = placeOf(origin);
      return {
        file: relativePath(io.cwd, file),
        range: { start: index.positionAt(start), end: index.positionAt(end) },
      };
    };
    const roots = engine.workspace.roots.filter((root) => root.files.some((file) => targets.includes(file)));
    const result: Catalog = { roots: roots.map((root) => catalogOf(root, locate)) };
    io.out.write(lines([JSON.stringify(result, undefined, 2)]));
    return targets.missing.length > 0 ? EXIT.wrong : EXIT.fine;
  },
};
