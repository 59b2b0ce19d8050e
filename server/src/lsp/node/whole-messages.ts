import { Writable } from 'node:stream';

/** Writes the header of each message together with its body: every write wakes the client. */
export function wholeMessages(out: Writable): Writable {
  let header: Buffer | undefined;
  const messages = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (header === undefined) {
        header = chunk;
        return done();
      }
      out.cork();
      out.write(header);
      out.write(chunk, done);
      out.uncork();
      header = undefined;
    },
  });
  out.on('error', (error) => messages.destroy(error));
  return messages;
}
