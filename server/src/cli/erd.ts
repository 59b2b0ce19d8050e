import { neighbourhood, partOf } from '../diagram/select';
import type { Detail, DiagramTable, DiagramView } from '../diagram/view';
import { documentView } from '../features/erd/document';
import { exportView, FORMATS, type Format } from '../features/erd/export/export';
import {
  NOTHING_ARRANGED,
  readSidecar,
  rootKey,
  SIDECAR,
  type Arrangement,
  type NamedView,
} from '../features/erd/sidecar';
import { schemaView } from '../features/erd/view';
import { selectView } from '../features/erd/named-view';
import { nodeFiles } from '../node/files';
import { createNodeEngine } from '../node/engine';
import type { Root } from '../workspace/root';
import { EXIT, lines, logTo, WrongUse, type Command, type Io, type Values } from './command';
import { relativePath } from './report';
import { findTargets, loadTargets } from './targets';

const DETAILS: readonly Detail[] = ['all', 'keys', 'names'];

export const erd: Command = {
  name: 'erd',
  usage: 'erd [paths…] --format svg|mermaid|dbml|plantuml|json',
  summary: 'Draws the schema, or writes it as a diagram of another tool.',
  notes: [
    'A path may be a folder, a SQL file, or a document with a data model. Of several schemas the one with the most tables is drawn.',
    'Where tables stand and which views have names is read from .tablewright/erd.json.',
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', help: `${FORMATS.join(', ')}. Without it: svg.` },
    focus: { type: 'string', value: 'TABLE', help: 'Only this table and its neighbours.' },
    depth: { type: 'string', value: 'N', help: 'How many relationships away from it. Without it: 1.' },
    view: { type: 'string', value: 'NAME', help: 'A view that was given a name in the panel.' },
    detail: { type: 'string', value: 'DETAIL', help: `${DETAILS.join(', ')}: the columns that a picture shows.` },
    schema: {
      type: 'string',
      value: 'NAME',
      help: 'The schema to draw where there are several, as the status names it.',
    },
    views: { type: 'boolean', help: 'With views.' },
    enums: { type: 'boolean', help: 'With enums as boxes of their own.' },
  },
  async run(names, values, io) {
    const format = oneOf(values.format ?? 'svg', FORMATS, 'format') as Format;
    const detail = values.detail === undefined ? undefined : (oneOf(values.detail, DETAILS, 'detail') as Detail);
    const depth = Number(values.depth ?? 1);
    if (!Number.isInteger(depth) || depth < 0) throw new WrongUse('--depth is a whole number, 0 or more.');
    if (values.depth !== undefined && values.focus === undefined)
      throw new WrongUse('--depth counts from a table: --focus names it.');
    const targets = await findTargets(names.length > 0 ? names : ['.'], io.cwd);
    for (const name of targets.missing) io.err.write(lines([`There is no file or folder ${name}.`]));
    const engine = await createNodeEngine(logTo(io), io.dist);
    await loadTargets(engine, targets);
    const { workspace } = engine;
    const roots = workspace.roots.filter((root) => root.files.some((file) => targets.includes(file)));
    const documents = [...workspace.paths()].filter(
      (path) => workspace.file(path)?.type === 'spec' && targets.includes(path),
    );
    const nameOf = (path: string) => relativePath(io.cwd, path);
    const root = pick(roots, values, io);
    let arranged = NOTHING_ARRANGED;
    let view: DiagramView;
    let title: string;
    let named: NamedView | undefined;
    if (root) {
      arranged = await arrangementOf(root, workspace.folders, io);
      named = viewNamed(arranged, values.view);
      const shown = {
        views: values.views === true || named?.views === true,
        enums: values.enums === true || named?.enums === true,
      };
      view = schemaView(root.model, shown, nameOf);
      title = root.spec.name;
    } else {
      const file = documents.map((path) => workspace.file(path)).find((each) => each?.type === 'spec');
      if (file?.type !== 'spec') {
        io.err.write(lines(['There is no schema to draw: no SQL with CREATE TABLE was found.']));
        return EXIT.wrong;
      }
      view = documentView(file.facts, nameOf(file.path));
      title = nameOf(file.path);
    }
    if (named) view = selectView(view, named);
    if (typeof values.focus === 'string') view = focused(view, values.focus, depth);
    const whole = typeof values.focus !== 'string' && !named?.focus;
    io.out.write(
      exportView(view, format, {
        title,
        detail: detail ?? named?.detail ?? 'all',
        ...(whole && arranged.positions.size > 0 && { places: arranged.positions }),
      }),
    );
    return targets.missing.length > 0 ? EXIT.wrong : EXIT.fine;
  },
};

function oneOf(value: string | boolean, list: readonly string[], option: string): string {
  const found = list.find((each) => each === value);
  if (found === undefined) throw new WrongUse(`--${option} is one of ${list.join(', ')}.`);
  return found;
}

/** The schema that is meant: the one named, else the one with the most tables. */
function pick(roots: readonly Root[], { schema }: Values, io: Io): Root | undefined {
  if (typeof schema === 'string') {
    const found = roots.find(({ spec }) => spec.name === schema || spec.id === schema);
    if (!found)
      throw new WrongUse(`There is no schema ${schema}. Found: ${roots.map(({ spec }) => spec.name).join(', ')}.`);
    return found;
  }
  const count = (root: Root) => [...root.model.tables()].length;
  const withTables = roots.filter((root) => count(root) > 0).sort((a, b) => count(b) - count(a));
  if (withTables.length > 1) {
    const others = withTables.slice(1).map(({ spec }) => spec.name);
    io.err.write(lines([`Drawn: ${withTables[0]!.spec.name}. --schema draws another one: ${others.join(', ')}.`]));
  }
  return withTables[0];
}

function viewNamed({ views, start }: Arrangement, asked: string | boolean | undefined): NamedView | undefined {
  const name = typeof asked === 'string' ? asked : start;
  const found = views.find((view) => view.name === name);
  if (typeof asked === 'string' && !found) {
    throw new WrongUse(`There is no view ${asked}. Found: ${views.map((view) => view.name).join(', ') || 'none'}.`);
  }
  return found;
}

function focused(view: DiagramView, wanted: string, depth: number): DiagramView {
  const called = ({ key, name }: DiagramTable, text: string) => key === text || name === text;
  const lower = wanted.toLowerCase();
  const table =
    view.tables.find((each) => called(each, wanted)) ??
    view.tables.find(({ key, name }) => key.toLowerCase() === lower || name.toLowerCase() === lower);
  if (!table) throw new WrongUse(`There is no table ${wanted}.`);
  return partOf(view, neighbourhood(view.relations, [table.key], depth));
}

async function arrangementOf(root: Root, folders: readonly string[], io: Io): Promise<Arrangement> {
  const folder = folders.find((each) => root.files[0]?.startsWith(`${each}/`));
  if (folder === undefined || !(await nodeFiles.exists(`${folder}/${SIDECAR}`))) return NOTHING_ARRANGED;
  const read = await nodeFiles.read(`${folder}/${SIDECAR}`);
  if (!read.ok) return NOTHING_ARRANGED;
  const { roots, problem } = readSidecar(read.value);
  if (problem !== undefined) io.err.write(lines([problem]));
  return roots.get(rootKey(root.id, folder)) ?? NOTHING_ARRANGED;
}
