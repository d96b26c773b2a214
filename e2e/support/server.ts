// The program under test: started with a database of its own, ended by its process.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { keepLog } from './log.ts';

const PROGRAM = process.env.BEISTAND_PROGRAM ?? resolve(import.meta.dirname, '../../target/debug/beistand');
const POSTGRES = process.env.BEISTAND_TEST_POSTGRES;

/** A database filled with the demo's data once a run, of which every test gets a copy. */
export class Demo {
  private constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {}

  /** Makes it, for this process and those that it starts. */
  static async prepare(): Promise<Demo> {
    const folder = await mkdtemp(join(tmpdir(), 'beistand-e2e-'));
    const demo = new Demo(folder, `e2e_${process.pid}_${Date.now()}`);
    if (POSTGRES) await sql(`CREATE DATABASE ${demo.name}`);
    const server = await Server.start(folder, databaseUrl(folder, demo.name));
    await server.stop();
    process.env.BEISTAND_E2E_DEMO = JSON.stringify([demo.folder, demo.name]);
    return demo;
  }

  /** The one that was made before all tests. */
  static get prepared(): Demo {
    const [folder = '', name = ''] = JSON.parse(process.env.BEISTAND_E2E_DEMO ?? '[]') as string[];
    return new Demo(folder, name);
  }

  /** A server on a copy of its own. */
  async serve(environment: Record<string, string> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'beistand-e2e-'));
    const name = `${this.name}_${folder.slice(-6).toLowerCase()}`;
    await cp(this.folder, folder, { recursive: true });
    if (POSTGRES) await sql(`CREATE DATABASE ${name} TEMPLATE ${this.name}`);
    const server = await Server.start(folder, databaseUrl(folder, name), environment);
    server.cleanUp = async () => {
      await rm(folder, { recursive: true, force: true });
      if (POSTGRES) await sql(`DROP DATABASE ${name} WITH (FORCE)`);
    };
    return server;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    if (POSTGRES) await sql(`DROP DATABASE ${this.name} WITH (FORCE)`);
  }
}

/** Where a database is: a file in this folder, or one of PostgreSQL's. */
function databaseUrl(folder: string, name: string): string {
  if (!POSTGRES) return `sqlite://${join(folder, 'demo.db')}`;
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return url.href;
}

/** A running server. */
export class Server {
  private process: ChildProcess | undefined;
  private output = '';
  /** What the operator read who made its facility. */
  said = '';
  cleanUp: () => Promise<void> = async () => {};

  private constructor(
    private readonly folder: string,
    private readonly database: string,
    private readonly port: number,
    private readonly environment: Record<string, string>,
    private readonly command = ['serve', '--demo'],
  ) {}

  static async start(folder: string, database: string, environment: Record<string, string> = {}): Promise<Server> {
    const server = new Server(folder, database, await freePort(), environment);
    await server.start();
    return server;
  }

  /** A server for real, with one facility that an operator has just made, and what the program said then. */
  static async fromNothing(facility: string[]): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'beistand-e2e-'));
    const name = `e2e_new_${folder.slice(-6).toLowerCase()}`;
    if (POSTGRES) await sql(`CREATE DATABASE ${name}`);
    const keys = () => `main:${randomBytes(32).toString('base64')}`;
    const environment = { BEISTAND_SIGNING_KEYS: keys(), BEISTAND_MASTER_KEYS: keys() };
    const server = new Server(folder, databaseUrl(folder, name), await freePort(), environment, ['serve']);
    server.cleanUp = async () => {
      await rm(folder, { recursive: true, force: true });
      if (POSTGRES) await sql(`DROP DATABASE ${name} WITH (FORCE)`);
    };
    const create = ['facility', 'create', ...facility];
    const { stdout } = await promisify(execFile)(PROGRAM, create, { cwd: folder, env: server.settings });
    server.said = stdout;
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server has written so far. */
  get log(): string {
    return this.output;
  }

  private get settings(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      BEISTAND_LISTEN: `127.0.0.1:${this.port}`,
      BEISTAND_PUBLIC_URL: this.url,
      BEISTAND_DATABASE_URL: this.database,
      BEISTAND_SIGN_IN_BURST: '1000',
      BEISTAND_PROOF_OF_WORK_BITS: '8',
      BEISTAND_WEBHOOKS_INSIDE: 'true',
      ...this.environment,
      // As talkative as it gets: nobody may be found in that either.
      RUST_LOG: 'api=trace,domain=trace,info',
    };
  }

  /** Runs another command of the program on its database, as an operator does; what it says. */
  async run(...words: string[]): Promise<string> {
    const demo = `demo:${Buffer.from('a key for trying things out only').toString('base64')}`;
    const env = { ...this.settings, BEISTAND_MASTER_KEYS: demo };
    const { stdout, stderr } = await promisify(execFile)(PROGRAM, words, { cwd: this.folder, env });
    keepLog(Buffer.from(stderr));
    return stdout;
  }

  /** Changes its database while it is stopped, for what a bench fills in by the million. */
  async sql(statement: string): Promise<void> {
    if (POSTGRES) await sql(statement, this.database);
    else await promisify(execFile)('sqlite3', [this.database.replace('sqlite://', ''), statement]);
  }

  /** Starts it again on the same address and database. */
  async start(): Promise<void> {
    const child = spawn(PROGRAM, this.command, {
      cwd: this.folder,
      env: this.settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stderr.on('data', keepLog);
    child.on('error', (error) => (this.output += `${error.message}\n`));
    this.process = child;
    const until = Date.now() + 30_000;
    while (Date.now() < until) {
      if (child.exitCode !== null || child.pid === undefined) {
        throw new Error(`${PROGRAM} does not start:\n${this.output}`);
      }
      const answer = await fetch(this.url).catch(() => undefined);
      if (answer?.ok) return;
      await pause(20);
    }
    throw new Error(`${PROGRAM} does not answer:\n${this.output}`);
  }

  async stop(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
  }
}

async function sql(statement: string, database = POSTGRES ?? ''): Promise<void> {
  await promisify(execFile)('psql', [database, '-v', 'ON_ERROR_STOP=1', '-qc', statement]);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
