import type { Browser, Page } from 'playwright-core';

export const THEMES: Readonly<
  Record<
    'dark' | 'light' | 'high contrast' | 'high contrast light',
    { readonly class: string; readonly colours: Readonly<Record<string, string>> }
  >
>;

export class ErdBench {
  constructor(folder: string);
  start(): Promise<void>;
  open(file: string): Promise<void>;
  page(
    browser: Browser,
    options?: {
      readonly theme?: keyof typeof THEMES;
      readonly width?: number;
      readonly height?: number;
      readonly scale?: number;
      readonly state?: object;
    },
  ): Promise<Page>;
  close(page: Page): Promise<void>;
  stop(): void;
}
