// A mail server that takes mails, or refuses whom they are for.

import { createServer, type Server, type Socket } from 'node:net';

export class MailServer {
  /** Whether it knows nobody. */
  refuses = false;
  /** The mails that it took. */
  readonly mails: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MailServer> {
    const mailServer: MailServer = new MailServer(createServer((socket) => mailServer.talk(socket)));
    await new Promise<void>((done) => mailServer.server.listen(0, '127.0.0.1', done));
    return mailServer;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private talk(socket: Socket): void {
    let heard = '';
    let mail: string | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (mail === undefined) {
          const verb = line.slice(0, 4).toUpperCase();
          if (verb === 'DATA') mail = '';
          say(this.answer(verb));
          if (verb === 'QUIT') socket.end();
        } else if (line === '.') {
          this.mails.push(mail);
          mail = undefined;
          say('250 taken');
        } else mail += `${line}\n`;
      }
    });
    say('220 here');
  }

  private answer(verb: string): string {
    if (verb === 'RCPT' && this.refuses) return '550 nobody of that name';
    if (verb === 'DATA') return '354 go on';
    return verb === 'QUIT' ? '221 bye' : '250 yes';
  }
}
