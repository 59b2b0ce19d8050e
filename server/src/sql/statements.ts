import { firstNotBefore } from '../base/search';
import type { Span } from '../base/span';
import { readPiece, splitText, type OpenQuote, type Piece } from './split';

/**
 * A statement in a text that is being edited. Its offsets (UTF-16, in the text) move with the edits before it, so what
 * is derived from it counts from `start`. The object lives as long as no edit touches its piece.
 */
export class Statement implements Span {
  from: number;
  start: number;
  end: number;
  to: number;
  readonly open: OpenQuote | undefined;
  /** Relative to `start`; those in front of the statement are negative. */
  readonly directives: readonly Span[];
  /** True where the text alone would end the statement elsewhere (a quote was just opened): see StatementList.edit. */
  readonly held: boolean;

  constructor(piece: Piece, held = false) {
    this.from = piece.from;
    this.start = piece.start;
    this.end = piece.end;
    this.to = piece.to;
    this.open = piece.open && { kind: piece.open.kind, at: piece.open.at - piece.start };
    this.directives = piece.directives.map((d) => ({ start: d.start - piece.start, end: d.end - piece.start }));
    this.held = held;
  }

  get empty(): boolean {
    return this.start === this.end;
  }

  move(by: number): void {
    this.from += by;
    this.start += by;
    this.end += by;
    this.to += by;
  }
}

/** One change of a text: `start`…`oldEnd` of the old text became `start`…`newEnd` of the new one. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

export interface StatementDelta {
  readonly removed: readonly Statement[];
  readonly added: readonly Statement[];
}

/** The statements of one text, or of the region of a text, kept up to date edit by edit. */
export class StatementList {
  private list: Statement[];

  constructor(text: string, region: Span = { start: 0, end: text.length }) {
    this.list = splitText(text, region.start, region.end).map((piece) => new Statement(piece));
  }

  get all(): readonly Statement[] {
    return this.list;
  }

  /** The statement whose piece holds the offset. */
  at(offset: number): Statement | undefined {
    const statement = this.list[this.indexAt(offset)];
    return statement && statement.from <= offset && offset <= statement.to ? statement : undefined;
  }

  /**
   * Only for a list of a whole text. Splits anew only around the change, until the old boundaries fit again.
   *
   * A quote that was just opened would swallow the statements that follow. While it is open the old boundary is held
   * and only the edited statement is flawed; each later edit tries from there again.
   */
  edit(text: string, change: Change): StatementDelta {
    const delta = change.newEnd - change.oldEnd;
    let first = this.indexAt(change.start);
    // What follows a statement, up to the next one, may say where it ends.
    if (first > 0 && change.start <= this.list[first]!.start) first--;
    // Where an open quote ends hangs on all that follows it.
    const open = this.list.findIndex((s, i) => i < first && s.open !== undefined);
    if (open >= 0) first = open;

    const from = this.list[first]?.from ?? 0;
    let last = first;
    while (last < this.list.length && this.list[last]!.to < change.oldEnd) last++;
    const oldEdge = last < this.list.length ? this.list[last]!.to : undefined;

    const added: Statement[] = [];
    let at = from;
    let next = first; // the first old statement that is still standing
    let synced = false;
    while (at < text.length) {
      const piece = readPiece(text, at, text.length);
      const edge = oldEdge === undefined ? text.length : oldEdge + delta;
      if (piece.from < edge && piece.to > edge && swallows(piece, text, edge)) {
        added.push(new Statement(holdAt(piece, text, edge), true));
        at = edge;
      } else {
        added.push(new Statement(piece));
        at = piece.to;
      }
      if (at < change.newEnd) continue;
      while (
        next < this.list.length &&
        (next <= last
          ? this.list[next]!.to + delta < at || this.list[next]!.to < change.oldEnd
          : this.list[next]!.to + delta < at)
      )
        next++;
      if (next < this.list.length && this.list[next]!.to + delta === at) {
        synced = true;
        break;
      }
    }
    const end = synced ? next + 1 : this.list.length;
    const removed = this.list.slice(first, end);
    const kept = keepUnchanged(removed, added, change, delta);
    for (let i = end; i < this.list.length; i++) this.list[i]!.move(delta);
    this.list.splice(first, end - first, ...kept.statements);
    return { removed: kept.removed, added: kept.added };
  }

  private indexAt(offset: number): number {
    const { list } = this;
    const index = firstNotBefore(list.length, (each) => list[each]!.to < offset);
    return Math.min(index, Math.max(0, list.length - 1));
  }
}

/** Whether a piece passes an old boundary inside a quote that nothing closes, or that a later quote closes by accident. */
function swallows(piece: Piece, text: string, edge: number): boolean {
  if (piece.open && piece.open.at < edge) return true;
  return quoteAcross(text, piece.from, edge, piece.to) !== undefined;
}

function holdAt(piece: Piece, text: string, edge: number): Piece {
  const open = quoteAcross(text, piece.from, edge, piece.to) ?? piece.open!;
  let end = edge;
  while (end > piece.start && /\s/.test(text[end - 1]!)) end--;
  const start = Math.min(piece.start, end);
  return {
    from: piece.from,
    start,
    end,
    to: edge,
    open,
    directives: piece.directives.filter((d) => d.end <= edge),
  };
}

/** The string or quoted identifier that stands over `edge`. Comments and dollar quotes may rightly grow over statements. */
function quoteAcross(text: string, from: number, edge: number, to: number): OpenQuote | undefined {
  const cut = readPiece(text, from, Math.min(edge, to));
  return cut.open && (cut.open.kind === 'string' || cut.open.kind === 'identifier') ? cut.open : undefined;
}

/** Statements outside the change keep their objects: what was derived from them still holds. */
function keepUnchanged(
  removed: readonly Statement[],
  added: readonly Statement[],
  change: Change,
  delta: number,
): { statements: Statement[]; removed: Statement[]; added: Statement[] } {
  const shift = (old: Statement) => (old.from >= change.oldEnd ? delta : 0);
  const outside = new Map(
    removed
      .filter((old) => !old.open && (old.to < change.start || old.from > change.oldEnd))
      .map((old) => [old.from + shift(old), old]),
  );
  const gone = new Set(removed);
  const fresh: Statement[] = [];
  const statements = added.map((statement) => {
    const old = statement.open ? undefined : outside.get(statement.from);
    const by = old ? shift(old) : 0;
    if (!old || old.to + by !== statement.to || old.end + by !== statement.end) {
      fresh.push(statement);
      return statement;
    }
    gone.delete(old);
    old.move(by);
    return old;
  });
  return { statements, removed: [...gone], added: fresh };
}
