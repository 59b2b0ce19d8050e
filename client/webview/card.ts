/** The card beside a table that the pointer rests on. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { KIND_WORDS, type DiagramColumn, type DiagramRelation, type DiagramTable } from '../../server/src/diagram/view';
import type { TableMarks } from '../../server/src/lsp/erd-protocol';
import type { State } from './state';

const VALUES = 12;

/** What the card says of a table, or of a column of it. */
export function cardOf(state: State, table: DiagramTable, column: DiagramColumn | undefined): TemplateResult {
  const relations = state.neighbours(table.key).map(({ relation }) => relation);
  return column && table.kind !== 'enum'
    ? columnCard(column, relations, table)
    : tableCard(table, relations, state.marks?.tables[table.key]);
}

function tableCard(
  table: DiagramTable,
  relations: readonly DiagramRelation[],
  marks: TableMarks | undefined,
): TemplateResult {
  const out = relations.filter(({ from, use }) => from === table.key && !use).length;
  const into = relations.filter(({ to, use }) => to === table.key && !use).length;
  const kind =
    table.partitions === undefined
      ? KIND_WORDS[table.kind]
      : `${KIND_WORDS[table.kind]}, ${table.partitions} partitions`;
  return html`
    <div class="card-title">${table.key.replace(/^type /, '')}</div>
    <div class="card-kind">
      ${[kind, ...table.tags.map((tag) => (tag === 'junction' ? tag : `#${tag}`))].join(' · ')}
    </div>
    ${table.comment ? html`<p>${table.comment}</p>` : nothing}
    <div class="card-facts">
      ${table.columns.length} ${table.kind === 'enum' ? 'values' : 'columns'} · references ${out} · referenced ${into}
      times
    </div>
    <div class="card-facts"><i class="codicon codicon-file"></i> ${table.file}</div>
    ${findings(marks)}
  `;
}

function columnCard(column: DiagramColumn, relations: readonly DiagramRelation[], table: DiagramTable): TemplateResult {
  const own = relations.filter(
    ({ from, fromColumns, use }) => from === table.key && !use && fromColumns.includes(column.name),
  );
  const facts = [
    column.primaryKey && 'primary key',
    column.unique && !column.primaryKey && 'unique',
    column.notNull ? 'not null' : 'may be null',
  ].filter((fact) => fact !== false);
  const values = column.values ?? [];
  return html`
    <div class="card-title">${column.name} <code>${column.type}</code></div>
    <div class="card-kind">${facts.join(' · ')}</div>
    ${own.map(
      ({ to, toColumns, onDelete }) =>
        html`<div class="card-facts">
          → ${to} (${toColumns.join(', ')})${onDelete ? ` on delete ${onDelete}` : ''}
        </div>`,
    )}
    ${column.default === undefined ? nothing : html`<div class="card-facts">default <code>${column.default}</code></div>`}
    ${
      values.length === 0
        ? nothing
        : html`<div class="card-facts">
            ${values.slice(0, VALUES).join(' | ')}${values.length > VALUES ? ' | …' : ''}
          </div>`
    }
    ${column.personal === undefined ? nothing : html`<div class="card-personal">personal data: ${column.personal}</div>`}
    ${column.comment ? html`<p>${column.comment}</p>` : nothing}
  `;
}

function findings(marks: TableMarks | undefined): TemplateResult | typeof nothing {
  if (!marks) return nothing;
  const more = marks.count - marks.messages.length;
  return html`
    ${marks.broken ? html`<div class="card-finding error">The statement has a syntax error. Shown is the last version that was right.</div>` : nothing}
    ${marks.messages.map((message) => html`<div class="card-finding ${marks.worst}">${message}</div>`)}
    ${more > 0 ? html`<div class="card-facts">and ${more} more</div>` : nothing}
  `;
}

/** A card is shown when the pointer has rested for so long. */
const REST = 350;

/** The card itself, which stands beside the pointer. */
export class Card {
  readonly element = document.createElement('div');
  private timer: number | undefined;

  constructor() {
    this.element.className = 'card';
    this.element.setAttribute('role', 'tooltip');
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element.classList.remove('shown');
  }

  /** Shows it soon, unless the pointer goes elsewhere before. */
  showSoon({ clientX, clientY }: PointerEvent, content: () => TemplateResult): void {
    this.hide();
    this.timer = window.setTimeout(() => {
      const { element } = this;
      render(content(), element);
      element.classList.add('shown');
      const { width, height } = element.getBoundingClientRect();
      element.style.left = `${Math.max(4, Math.min(clientX + 14, innerWidth - width - 8))}px`;
      element.style.top = `${clientY + 18 + height > innerHeight ? Math.max(4, clientY - height - 10) : clientY + 18}px`;
    }, REST);
  }
}
