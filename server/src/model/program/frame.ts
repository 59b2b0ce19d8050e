import { Beyond, Raised } from './ends';
import type { Result, Scope } from './evaluate';
import { toTime } from './moment-functions';
import type { Target, TimeType, VariableKind } from './program';
import { orUnknown, arrayOf, Row, UNKNOWN, type Value } from './values';

interface Cell {
  kind: VariableKind;
  /** Of a variable that holds a day, a time or a length of time. */
  readonly time: TimeType | undefined;
  value: Value;
  /** It was worked out from rows, and as if there were none. */
  ofRows: boolean;
}

/** The variables of a block, and of those around it. */
export class Frame {
  private readonly cells = new Map<string, Cell>();

  constructor(
    private readonly outer?: Frame,
    readonly params: readonly Value[] = outer?.params ?? [],
  ) {}

  declare(name: string, kind: VariableKind, value: Value = null, time?: TimeType): void {
    this.cells.set(name, { kind, value: time ? toTime(value, time) : value, ofRows: false, time });
  }

  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.outer?.find(name);
  }

  /** The variable of this name that the body has without declaring one. */
  own(name: string): Cell {
    if (this.outer) return this.outer.own(name);
    if (!this.cells.has(name)) this.declare(name, 'scalar');
    return this.cells.get(name)!;
  }

  /** Puts a value into a variable or a field of one. `ofRows`: it was worked out as if tables had no rows. */
  assign([name = '', field]: Target, value: Value, ofRows = false): void {
    const cell = this.find(name);
    // A name of the body's own block, or of no variable that is known: NEW, a label.
    if (!cell) return;
    if (field === undefined) {
      if (cell.time) cell.value = toTime(value, cell.time);
      else cell.value = cell.kind === 'array' && typeof value === 'string' ? (arrayOf(value) ?? UNKNOWN) : value;
      cell.ofRows = ofRows;
    } else if (cell.value instanceof Row) cell.value = new Row(new Map(cell.value.columns).set(field, value));
  }

  setRow(name: string, columns: readonly string[], row: readonly Value[]): void {
    const cell = this.find(name);
    if (!cell) throw new Beyond();
    cell.kind = 'row';
    cell.value = new Row(new Map(columns.map((column, i) => [column, row[i] ?? null])));
  }

  /** `INTO a, b` */
  into(targets: readonly Target[], strict: boolean, { columns, rows }: Result, ofRows: boolean): void {
    const [row] = rows;
    if (strict && rows.length !== 1) {
      // As if there were no rows it fails: but then there would be some.
      if (ofRows) throw new Beyond();
      throw new Raised('no row, or more than one');
    }
    const [first] = targets;
    const cell = targets.length === 1 && first!.length === 1 ? this.find(first![0]!) : undefined;
    if (cell?.kind === 'row' && row) {
      this.setRow(first![0]!, columns, row);
      cell.ofRows = ofRows;
    } else if (cell?.kind === 'row') cell.value = null;
    else targets.forEach((target, i) => this.assign(target, row?.[i] ?? null, ofRows));
  }

  found(value: Value, ofRows: boolean): void {
    Object.assign(this.own('found'), { value, ofRows });
  }
}

/** What names in an expression mean there; `seesRows` is told of a value that was worked out as if tables had no rows. */
export function scopeOf(frame: Frame, seesRows: () => void): Scope {
  return {
    lookUp(fields) {
      const [name = '', field] = fields;
      const cell = frame.find(name);
      if (!cell) return undefined;
      if (cell.ofRows) seesRows();
      if (field === undefined) return cell.value;
      if (cell.value instanceof Row) return orUnknown(cell.value.columns.get(field));
      return cell.value === null ? null : UNKNOWN;
    },
    param: (number) => frame.params[number - 1],
  };
}
