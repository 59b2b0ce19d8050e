/** The colours and fonts of the editor's theme, as a canvas needs them. */
import { CODE_SIZE, TEXT_SIZE, type Metrics } from '../../server/src/diagram/measure';
import type { Colours } from '../../server/src/diagram/svg';

export interface Theme extends Colours {
  readonly strong: string;
  readonly found: string;
  readonly lit: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly personal: string;
  /** Of groups, in turn. */
  readonly groups: readonly string[];
  readonly textFont: string;
  readonly codeFont: string;
  readonly isHighContrast: boolean;
}

/** CSS variables of erd.css; a colour that the theme leaves out falls back there. */
const NAMES = {
  ground: '--ground',
  box: '--box',
  title: '--title',
  border: '--line',
  text: '--text',
  dim: '--dim',
  line: '--wire',
  key: '--key',
  strong: '--strong',
  found: '--found',
  lit: '--lit',
  error: '--error',
  warning: '--warning',
  info: '--info',
  personal: '--personal',
} as const;
const GROUPS = ['blue', 'green', 'orange', 'purple', 'yellow', 'red'];

/** Reads the theme anew; the page is told by a class of its body that there is another one. */
export function readTheme(): Theme {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, colour(name)])) as Record<
    keyof typeof NAMES,
    string
  >;
  const groups = GROUPS.map((name) => colour(`--vscode-charts-${name}`));
  probe.style.fontFamily = 'var(--vscode-editor-font-family, monospace)';
  const codeFont = getComputedStyle(probe).fontFamily;
  probe.remove();
  const textFont = getComputedStyle(document.body).fontFamily;
  const isHighContrast = document.body.className.includes('high-contrast');
  return { ...colours, groups, textFont, codeFont, isHighContrast };
}

/** How wide the theme's fonts are, for the server to place tables by. */
export function measureFonts({ textFont, codeFont }: Theme): Metrics {
  const context = document.createElement('canvas').getContext('2d')!;
  const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(i + 32));
  const widths = (font: string) => {
    context.font = font;
    return characters.map((char) => Math.round(context.measureText(char).width * 100) / 100);
  };
  const code = widths(`${CODE_SIZE}px ${codeFont}`);
  return {
    text: widths(`${TEXT_SIZE}px ${textFont}`),
    strong: widths(`600 ${TEXT_SIZE}px ${textFont}`),
    code: Math.max(...code.slice(33, 91)),
  };
}
