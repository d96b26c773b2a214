// A stand-in for the virus scanner: it takes what `INSTREAM` sends, and finds what says so.

import { createServer, type Server, type Socket } from 'node:net';

/** What it finds something in. */
export const BAD = 'something-bad';

const COMMAND = 'zINSTREAM\0';

export class Clamd {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Clamd> {
    const server = createServer(listen);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new Clamd(server);
  }

  get address(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the scanner has no port');
    return `tcp://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }
}

function listen(socket: Socket): void {
  let heard = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    heard = Buffer.concat([heard, chunk]);
    const file = whole(heard.subarray(COMMAND.length));
    if (file) socket.end(file.includes(BAD) ? 'stream: Stand-In FOUND\0' : 'stream: OK\0');
  });
}

/** The pieces that were sent, once the one of no length has come. */
function whole(sent: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 4 <= sent.length; ) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
