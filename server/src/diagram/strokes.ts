/** Lines and their ends as SVG path data, which a canvas takes too. */
import type { Point } from './geometry';
import type { Cardinality, DiagramRelation } from './view';

const RADIUS = 6;

/** Where a relation's line runs. */
export function lineOf(points: readonly Point[]): string {
  const first = points[0]!;
  const parts = [`M${at(first)}`];
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const r = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    if (r < 0.5) parts.push(`L${at(corner)}`);
    else parts.push(`L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`);
  }
  parts.push(`L${at(points.at(-1)!)}`);
  return parts.join('');
}

/** Crow's feet: how many rows of either table belong to one of the other. Rings are filled, so that lines don't run through. */
export function endsOf(relation: DiagramRelation, points: readonly Point[]): string {
  if (relation.use) return '';
  const [first, second] = [points[0]!, points[1]!];
  const [last, beforeLast] = [points.at(-1)!, points.at(-2)!];
  const fromSide = Math.sign(second.x - first.x) || 1;
  const toSide = Math.sign(beforeLast.x - last.x) || 1;
  return end(relation.fromCardinality, first, fromSide) + end(relation.toCardinality, last, toSide);
}

function end(cardinality: Cardinality, point: Point, side: number): string {
  switch (cardinality) {
    case 'one':
      return bar(point, side * 6) + bar(point, side * 10);
    case 'zero-or-one':
      return bar(point, side * 6) + ring(point, side * 13);
    case 'zero-or-more':
      return foot(point, side) + ring(point, side * 15);
    case 'one-or-more':
      return foot(point, side) + bar(point, side * 14);
  }
}

function foot({ x, y }: Point, side: number): string {
  return `M${x + side * 11} ${y}L${x} ${y - 5}M${x + side * 11} ${y}L${x} ${y + 5}`;
}

function bar({ x, y }: Point, by: number): string {
  return `M${x + by} ${y - 5}v10`;
}

function ring({ x, y }: Point, by: number): string {
  return `M${x + by - 3.5} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0`;
}

function at({ x, y }: Point): string {
  return `${x} ${y}`;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
