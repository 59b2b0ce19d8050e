import { firstNotBefore } from '../base/search';
import type { Span } from '../base/span';
import type { Text } from '../base/text';
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

/** The part of a text that is split anew. */
interface Window {
  readonly from: number;
  readonly text: string;
  /** Whether it reaches the text's end. */
  readonly isWhole: boolean;
}

/** So many characters behind an edit are looked at; more where a statement is longer. */
const AHEAD = 4_096;

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
  edit(text: Text, change: Change): StatementDelta {
    let first = this.indexAt(change.start);
    // What follows a statement, up to the next one, may say where it ends.
    if (first > 0 && change.start <= this.list[first]!.start) first--;
    // Where an open quote ends hangs on all that follows it.
    for (let i = 0; i < first; i++) if (this.list[i]!.open !== undefined) first = i;

    const from = this.list[first]?.from ?? 0;
    let last = first;
    while (last < this.list.length && this.list[last]!.to < change.oldEnd) last++;
    const edge = Math.max(change.oldEnd, this.list[last]?.to ?? 0) + change.newEnd - change.oldEnd;
    for (let ahead = AHEAD; ; ahead *= AHEAD) {
      const window = { from, text: text.slice(from, edge + ahead), isWhole: edge + ahead >= text.length };
      const split = this.splitAgain(window, change, first, last);
      if (!split) continue;
      const { added, end } = split;
      const delta = change.newEnd - change.oldEnd;
      const removed = this.list.slice(first, end);
      const kept = keepUnchanged(removed, added, change, delta);
      if (delta !== 0) for (let i = end; i < this.list.length; i++) this.list[i]!.move(delta);
      this.list.splice(first, end - first, ...kept.statements);
      return { removed: kept.removed, added: kept.added };
    }
  }

  /**
   * The new statements from `first` on, and the index of the first old one that stays as it is. Undefined where more of the
   * text has to be seen.
   */
  private splitAgain(
    { from, text, isWhole }: Window,
    change: Change,
    first: number,
    last: number,
  ): { added: Statement[]; end: number } | undefined {
    const { list } = this;
    /** From a place in the old text to one in the window. */
    const delta = change.newEnd - change.oldEnd - from;
    const edge = last < list.length ? list[last]!.to + delta : text.length;
    const added: Statement[] = [];
    let at = 0;
    let next = first; // the first old statement that is still standing
    while (at < text.length) {
      const piece = readPiece(text, at, text.length);
      if (!isWhole && (piece.to === text.length || piece.open)) return undefined;
      const isHeld = piece.from < edge && piece.to > edge && swallows(piece, text, edge);
      const statement = new Statement(isHeld ? holdAt(piece, text, edge) : piece, isHeld);
      at = isHeld ? edge : piece.to;
      statement.move(from);
      added.push(statement);
      if (from + at < change.newEnd) continue;
      while (next < list.length && (list[next]!.to + delta < at || (next <= last && list[next]!.to < change.oldEnd)))
        next++;
      if (next < list.length && list[next]!.to + delta === at) return { added, end: next + 1 };
    }
    return { added, end: list.length };
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
