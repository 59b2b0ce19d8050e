import { newToken, readToken } from './lexer';

/**
 * Replaces what isn't PostgreSQL's own (psql commands and variables, placeholders of templates) by text of equal length,
 * so that every offset of the parser is an offset of the person's text. Returns `sql` itself where nothing is masked.
 */
export function maskTemplates(sql: string): string {
  if (!/[\\{:@\ufeff]|\$[{%]/.test(sql)) return sql;
  const token = newToken();
  let out = '';
  let copied = 0;
  let at = 0;
  let brackets = 0;
  const replace = (start: number, end: number, by: string) => {
    out += sql.slice(copied, start) + by;
    copied = end;
  };
  while (readToken(sql, at, sql.length, brackets > 0, token)) {
    at = token.end;
    if (token.kind === 'meta') replace(token.start, token.end, blanks(sql, token.start, token.end));
    else if (token.kind === 'variable') replace(token.start, token.end, maskVariable(sql, token.start, token.end));
    else if (token.kind === 'ident' && sql.startsWith('{{', token.start + 1)) {
      replace(token.start, token.end, `"${'v'.repeat(token.end - token.start - 2)}"`);
    } else if (token.kind === 'punct') {
      const c = sql.charCodeAt(token.start);
      if (c === 91) brackets++;
      else if (c === 93 && brackets > 0) brackets--;
    }
  }
  out += sql.slice(copied);
  return out.replace(/\ufeff/g, ' ');
}

function maskVariable(sql: string, start: number, end: number): string {
  const text = sql.slice(start, end);
  if (text.startsWith(":'") || text.startsWith(':"')) return ` ${text.slice(1)}`;
  // Control tags of Go templates ({{ if … }}, {{ end }}) stand for nothing.
  if (/^\{\{-?\s*(?:if|else|end|range|with|define|block|template|\/\*)\b/.test(text)) return blanks(sql, start, end);
  return 'v'.repeat(end - start);
}

/** Whether a name stands for what a template fills in. */
export function isMasked(name: string): boolean {
  return /^vv+$/.test(name);
}

/** Whether a text names what a template fills in: it can't be written into a file. */
export function holdsMask(text: string): boolean {
  return /(?<![\w])vvv+(?![\w])/.test(text);
}

function blanks(sql: string, start: number, end: number): string {
  return sql.slice(start, end).replace(/[^\r\n]/g, ' ');
}
