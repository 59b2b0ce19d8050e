// How long a keystroke takes in a document that describes a schema, until its diagnostics are there.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateDocument } from './generate-document.mjs';
import { LspClient } from './lsp-client.mjs';

const ENTITIES = 100;
const EDITS = 100;
const WARM_UP = 20;

/** A letter that is typed behind a column's name in the middle of the document, or deleted again: the milliseconds of each. */
export async function measureDocument([command, ...args], folder) {
  const place = path.join(folder, 'document');
  mkdirSync(place);
  const { schema, document } = generateDocument(ENTITIES);
  const file = path.join(place, 'DATA-MODEL.md');
  writeFileSync(path.join(place, 'schema.sql'), schema);
  writeFileSync(file, document);
  const client = new LspClient(command, args, place);
  try {
    await client.open(file, document);
    const times = [];
    for (let i = 0; i < WARM_UP + EDITS; i++) {
      const time = await client.edit(keyOf(document, i % 2 === 0));
      if (i >= WARM_UP) times.push(time);
    }
    return { lines: document.split('\n').length - 1, times, memory: client.memory() };
  } finally {
    client.stop();
  }
}

function keyOf(document, isTyped) {
  const word = '- created_at';
  const at = document.indexOf(word, document.length / 2) + word.length;
  const line = document.slice(0, at).split('\n').length - 1;
  const position = { line, character: word.length };
  return isTyped
    ? { position, end: position, insert: 'x', text: `${document.slice(0, at)}x${document.slice(at)}` }
    : { position, end: { line, character: word.length + 1 }, insert: '', text: document };
}
