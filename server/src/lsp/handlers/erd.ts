import {
  isEmpty,
  NOTHING_ARRANGED,
  printSidecar,
  readSidecar,
  rootKey,
  SIDECAR,
  type Arrangement,
  type Sidecar,
} from '../../features/erd/sidecar';
import { exportView } from '../../features/erd/export/export';
import { Layouts } from '../../features/erd/layouts';
import { LiveDiagram } from '../../features/erd/live';
import { marksOf } from '../../features/erd/marks';
import { ddlOf, documentId, sourceOf, subjectsOf, tablesAt, viewOf, type Subject } from '../../features/erd/subject';
import { METRICS } from '../../diagram/measure';
import { partOf } from '../../diagram/select';
import * as protocol from '../protocol';
import { runRequest } from '../run';
import type { Session } from '../session';
import { pathOf, uriOf } from '../uris';

/** Findings are collected when nothing has changed for so long. */
const QUIET_MILLISECONDS = 250;

/** The diagram that the client shows, its changes, and what is asked of it. */
export function erdHandler(session: Session): void {
  const feed = new ErdFeed(session);
  const { connection, engine } = session;
  const { log } = engine.ports;
  const on = <Params, Result>(
    method: string,
    what: string,
    fallback: Result,
    work: (params: Params) => Result | Promise<Result>,
  ) =>
    connection.onRequest(method, (params: Params, token) =>
      runRequest<Result>(log, what, token, fallback, () => work(params)),
    );
  on<protocol.ErdParams, protocol.ErdModel>(protocol.ERD, 'the diagram', EMPTY, async (params) => {
    await session.ready;
    return feed.open(params);
  });
  on<protocol.ErdArrangeParams, protocol.ErdArrangeResult | null>(
    protocol.ERD_ARRANGE,
    'arranging tables',
    null,
    (params) => feed.arrange(params),
  );
  on<protocol.ErdViewsParams, null>(protocol.ERD_VIEWS, 'naming a view', null, (params) => feed.name(params));
  on<object, protocol.ErdSidecarResult>(protocol.ERD_SIDECAR, 'keeping the places of tables', null, () =>
    feed.sidecar(),
  );
  on<protocol.ErdExportParams, string>(protocol.ERD_EXPORT, 'the export', '', (params) => feed.export(params));
  on<protocol.ErdAtParams, protocol.ErdAtResult>(protocol.ERD_AT, 'finding tables', { tables: [] }, (params) =>
    feed.at(params),
  );
  on<protocol.RevealParams, protocol.RevealResult | null>(protocol.REVEAL, 'finding a table', null, (params) =>
    feed.reveal(params),
  );
  connection.onNotification(protocol.ERD_CLOSED, () => feed.close());
  engine.workspace.onEvent((event) => {
    if (event.kind === 'root changed') feed.changed(event.root.id, event.delta.changed.size > 0);
    else if (event.kind === 'root typed') feed.changed(event.root.id, false);
    else if (event.kind === 'document changed') feed.changed(documentId(event.path), true);
    else if (event.kind === 'configuration changed' || event.kind === 'regrouped') feed.changed(undefined, true);
  });
}

const EMPTY: protocol.ErdModel = {
  roots: [],
  version: 0,
  tables: [],
  relations: [],
  places: {},
  hubs: [],
  kept: [],
  named: [],
};

interface Shown {
  readonly id: string;
  readonly live: LiveDiagram;
  readonly params: protocol.ErdParams;
  arranged: Arrangement;
}

class ErdFeed {
  private readonly layouts: Layouts;
  private shown: Shown | undefined;
  private pending = false;
  private marks: { cancelled: boolean } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private sidecarStale = false;

  constructor(private readonly session: Session) {
    this.layouts = new Layouts(session.layoutWorker);
  }

  async open(params: protocol.ErdParams): Promise<protocol.ErdModel> {
    const { workspace } = this.session.engine;
    const subjects = this.subjects();
    const path = params.uri === undefined ? undefined : pathOf(params.uri);
    const own = path === undefined ? undefined : workspace.rootOf(path);
    const subject =
      subjects.find(({ id }) => id === params.root) ?? subjects.find(({ id }) => id === own?.id) ?? subjects[0];
    if (!subject) {
      this.close();
      return EMPTY;
    }
    const { arrangement, problem } = await this.arrangementOf(subject);
    // What somebody else wrote into the file counts, unless the person has arranged something since.
    const before = this.shown?.id === subject.id ? this.shown : undefined;
    const arranged = before && this.sidecarStale ? before.arranged : arrangement;
    const known = before && (this.sidecarStale || samePlaces(arranged, before.arranged)) ? before : undefined;
    const live =
      known?.live ??
      new LiveDiagram(
        this.layouts,
        params.metrics ?? METRICS,
        params.detail ?? 'all',
        arranged.positions,
        params.aspect,
      );
    const shown = { id: subject.id, live, params, arranged };
    this.shown = shown;
    await live.update(this.viewOf(subject, shown));
    this.markSoon();
    return {
      root: { id: subject.id, name: subject.name },
      roots: subjects.map(({ id, name }) => ({ id, name })),
      version: live.version,
      ...live.view,
      places: this.placesOf(live),
      hubs: live.hubs,
      kept: [...live.kept],
      named: arranged.views,
      ...(arranged.start !== undefined && { start: arranged.start }),
      ...(problem !== undefined && { problem }),
    };
  }

  close(): void {
    this.shown = undefined;
    clearTimeout(this.timer);
    if (this.marks) this.marks.cancelled = true;
  }

  /** A root changed; undefined is any. Several changes in one turn are one. */
  changed(root: string | undefined, isContent: boolean): void {
    const { shown } = this;
    if (!shown || (root !== undefined && root !== shown.id)) return;
    this.markSoon();
    if (!isContent || this.pending) return;
    this.pending = true;
    setImmediate(() => {
      this.pending = false;
      void this.send().catch((error: unknown) => this.session.engine.ports.log.error('the diagram failed.', error));
    });
  }

  async arrange(params: protocol.ErdArrangeParams): Promise<protocol.ErdArrangeResult | null> {
    const live = this.liveOf(params.root);
    if (!live) return null;
    if (params.do === 'part' || params.do === 'tidy') live.aspect = params.aspect ?? live.aspect;
    if (params.do === 'part') {
      const before = live.detail;
      live.detail = params.detail;
      const parts = live.layoutOf(new Set(params.tables), params.places);
      live.detail = before;
      return { version: live.version, places: await parts, kept: [...live.kept] };
    }
    if (params.do === 'tidy') live.detail = params.detail;
    const { version, places } = await (params.do === 'move'
      ? live.move(params.places)
      : params.do === 'tidy'
        ? live.tidy()
        : live.restore(params.places, params.kept));
    this.sidecarStale = true;
    return { version, places, kept: [...live.kept] };
  }

  name({ root, named, start }: protocol.ErdViewsParams): null {
    const { shown } = this;
    if (shown?.id !== root) return null;
    shown.arranged = { positions: shown.arranged.positions, views: named, ...(start !== undefined && { start }) };
    this.sidecarStale = true;
    return null;
  }

  async sidecar(): Promise<protocol.ErdSidecarResult> {
    const { shown } = this;
    const folder = shown && this.folderOf(shown.id);
    if (!shown || folder === undefined || !this.sidecarStale) return null;
    const path = `${folder}/${SIDECAR}`;
    const { roots, problem } = await this.read(path);
    // A file that isn't understood is the person's to mend.
    if (problem !== undefined) return null;
    const positions = new Map(
      [...shown.live.kept].flatMap((key) => {
        const place = shown.live.places.get(key);
        return place ? [[key, place] as const] : [];
      }),
    );
    shown.arranged = { ...shown.arranged, positions };
    roots.set(rootKey(shown.id, folder), shown.arranged);
    this.sidecarStale = false;
    const uri = uriOf(path);
    return [...roots.values()].every(isEmpty) ? { uri } : { uri, text: printSidecar(roots) };
  }

  export({ root, format, tables, places, detail, colours }: protocol.ErdExportParams): string {
    const subject = this.subject(root);
    const live = this.liveOf(root);
    if (!subject || !live) return '';
    if (format === 'ddl') {
      const { workspace } = this.session.engine;
      return subject.kind === 'schema'
        ? (tables ?? []).map((key) => ddlOf(workspace, subject.root, key)).join('\n')
        : '';
    }
    const view = tables ? partOf(live.view, new Set(tables)) : live.view;
    const at = places ? new Map(Object.entries(places).map(([key, [x, y]]) => [key, { x, y }])) : live.places;
    return exportView(view, format, {
      title: subject.name,
      places: at,
      ...(detail && { detail }),
      ...(colours && { colours }),
    });
  }

  at({ root, uri, line, character }: protocol.ErdAtParams): protocol.ErdAtResult {
    const subject = this.subject(root);
    const path = pathOf(uri);
    const document = path === undefined ? undefined : this.session.documents.get(path);
    if (!subject || path === undefined) return { tables: [] };
    const offset = document?.offsetAt({ line, character }) ?? 0;
    return tablesAt(this.session.engine.workspace, subject, path, offset);
  }

  reveal({ root, table, column }: protocol.RevealParams): protocol.RevealResult | null {
    const subject = this.subject(root);
    const source = subject && sourceOf(subject, table, column);
    return source
      ? { uri: uriOf(source.file), range: this.session.documents.converter(source.file)(source.span) }
      : null;
  }

  private async send(): Promise<void> {
    const { shown } = this;
    const subject = shown && this.subject(shown.id);
    if (!shown || !subject) return;
    const renamed = shown.live.kept.size;
    const before = [...shown.live.kept].join();
    const delta = await shown.live.update(this.viewOf(subject, shown));
    if (renamed > 0 && before !== [...shown.live.kept].join()) this.sidecarStale = true;
    if (!delta || this.shown !== shown) return;
    const params: protocol.ErdChangedParams = { root: shown.id, ...delta };
    void this.session.connection.sendNotification(protocol.ERD_CHANGED, params);
  }

  private markSoon(): void {
    clearTimeout(this.timer);
    if (this.marks) this.marks.cancelled = true;
    this.timer = setTimeout(() => void this.mark(), QUIET_MILLISECONDS);
  }

  private async mark(): Promise<void> {
    const { shown } = this;
    const subject = shown && this.subject(shown.id);
    if (!shown || subject?.kind !== 'schema') return;
    const { linter, ports } = this.session.engine;
    const token = { cancelled: false };
    this.marks = token;
    const marks = await marksOf(subject.root, linter, ports.clock, token).catch((error: unknown) => {
      if (!token.cancelled) ports.log.error('marking tables failed.', error);
      return undefined;
    });
    if (!marks || token.cancelled || this.shown !== shown) return;
    const params: protocol.ErdMarksParams = { root: shown.id, ...marks };
    void this.session.connection.sendNotification(protocol.ERD_MARKS, params);
  }

  private subjects(): Subject[] {
    return subjectsOf(this.session.engine.workspace, this.nameOf);
  }

  private subject(id: string): Subject | undefined {
    return this.subjects().find((subject) => subject.id === id);
  }

  private liveOf(root: string): LiveDiagram | undefined {
    return this.shown?.id === root ? this.shown.live : undefined;
  }

  private viewOf(subject: Subject, { params }: Shown): ReturnType<typeof viewOf> {
    return viewOf(subject, { views: params.views === true, enums: params.enums === true }, this.nameOf);
  }

  private placesOf(live: LiveDiagram): protocol.Places {
    return Object.fromEntries(
      live.view.tables.flatMap(({ key }) => {
        const place = live.places.get(key);
        return place ? [[key, [place.x, place.y] as const]] : [];
      }),
    );
  }

  private readonly nameOf = (path: string): string => {
    const folder = this.session.folders.find((each) => path.startsWith(`${each}/`));
    return folder === undefined ? path : path.slice(folder.length + 1);
  };

  /** The workspace folder that a root or a document lies in. */
  private folderOf(id: string): string | undefined {
    const subject = this.subject(id);
    const path = subject?.kind === 'schema' ? subject.root.files[0] : subject?.file.path;
    return path === undefined ? undefined : this.session.folders.find((each) => path.startsWith(`${each}/`));
  }

  private async arrangementOf(subject: Subject): Promise<{ arrangement: Arrangement; problem: string | undefined }> {
    const folder = this.folderOf(subject.id);
    if (folder === undefined) return { arrangement: NOTHING_ARRANGED, problem: undefined };
    const { roots, problem } = await this.read(`${folder}/${SIDECAR}`);
    return { arrangement: roots.get(rootKey(subject.id, folder)) ?? NOTHING_ARRANGED, problem };
  }

  private async read(path: string): Promise<Sidecar> {
    const { files } = this.session.engine.ports;
    if (!(await files.exists(path))) return { roots: new Map() };
    const read = await files.read(path);
    return read.ok ? readSidecar(read.value) : { roots: new Map(), problem: `${SIDECAR} could not be read.` };
  }
}

function samePlaces({ positions }: Arrangement, other: Arrangement): boolean {
  const text = (places: Arrangement['positions']) => JSON.stringify([...places].sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(positions) === text(other.positions);
}
