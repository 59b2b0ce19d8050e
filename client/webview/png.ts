/** The whole diagram as a picture of dots. */
import { Painter } from './painter';
import type { State } from './state';

/** The longest side, in dots; more is refused by browsers. */
const MOST = 16_384;
const MARGIN = 32;

export async function pngOf(state: State, theme: Painter['theme']): Promise<Uint8Array> {
  const { x, y, width, height } = state.extent;
  const [wide, high] = [width + 2 * MARGIN, height + 2 * MARGIN];
  // 2 dots in a pixel are sharp on all screens; a canvas holds 268 million at most.
  const scale = Math.min(2, MOST / wide, MOST / high, Math.sqrt(2 ** 28 / (wide * high)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(wide * scale));
  canvas.height = Math.max(1, Math.floor(high * scale));
  const painter = new Painter(state, theme);
  const camera = { x: MARGIN - x, y: MARGIN - y, zoom: 1 };
  painter.paint(canvas.getContext('2d')!, camera, wide, high, scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large for a PNG. SVG has no limit.');
  return new Uint8Array(await blob.arrayBuffer());
}
