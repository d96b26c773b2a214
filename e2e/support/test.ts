// What every test is given: a server of its own with the demo's data, and people with browsers.

import { test as base, expect, type Page } from '@playwright/test';
import { rememberWhatIsTyped } from './log.ts';
import { type Language, WORDS, type Words } from './words.ts';
import { Demo, type Server } from './server.ts';

export { expect };

export type Options = {
  /** The language people use in this project. */
  language: Language;
};

/** Somebody with a browser of their own. */
export type Person = Page & {
  /** Where their browser asked for something outside of the server. */
  readonly outside: string[];
  /** Where the server is. */
  readonly home: string;
};

type Fixtures = {
  words: Words;
  /** How the server is set up, beside what every test needs. */
  environment: Record<string, string>;
  server: Server;
  /** Opens the browser of one more person. */
  person: (options?: { language?: Language | 'unset' }) => Promise<Person>;
};

export const test = base.extend<Options & Fixtures, { elsewhere: void; endings: Promise<void>[] }>({
  language: ['de', { option: true }],

  words: async ({ language }, use) => use(WORDS[language]),

  // There is no world outside: whatever is asked of it is answered with an empty page. By the browser as
  // a whole, because a context or page with a route of its own keeps no cache, and has each request of the
  // app's pass through this process.
  elsewhere: [
    async ({ browser }, use) => {
      const devtools = await browser.newBrowserCDPSession();
      devtools.on('Fetch.requestPaused', ({ requestId }) => {
        const responseHeaders = [{ name: 'content-type', value: 'text/html' }];
        const body = Buffer.from('<!doctype html><title>elsewhere</title>').toString('base64');
        void devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body }).catch(() => {});
      });
      await devtools.send('Fetch.enable', { patterns: [{ urlPattern: 'https://*' }] });
      await use();
      await devtools.detach();
    },
    { scope: 'worker', auto: true },
  ],

  environment: async ({}, use) => use({}),

  // A server that ends lets its last connections go; the next test need not wait for that.
  endings: [
    async ({}, use) => {
      const endings: Promise<void>[] = [];
      await use(endings);
      await Promise.all(endings);
    },
    { scope: 'worker' },
  ],

  server: async ({ environment, endings }, use, info) => {
    const server = await Demo.prepared.serve(environment);
    await use(server);
    endings.push(server.stop().then(server.cleanUp));
    if (info.status !== info.expectedStatus) {
      await info.attach('server.log', { body: server.log, contentType: 'text/plain' });
    }
  },

  baseURL: async ({ server }, use) => use(server.url),

  person: async ({ browser, server, baseURL, language }, use) => {
    const complaints: string[] = [];
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      const chosen = options.language ?? language;
      if (chosen !== 'unset') {
        // Chosen on an earlier visit.
        await context.addInitScript((tag) => {
          // The browser's own error page has no storage.
          if (self.origin !== 'null' && localStorage.getItem('beistand.language') === null) localStorage.setItem('beistand.language', tag);
        }, chosen);
      }
      const outside: string[] = [];
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== server.url) outside.push(url.href);
      });
      const page = await context.newPage();
      rememberWhatIsTyped(page);
      page.on('pageerror', (error) => complaints.push(`error in the page: ${error.message}`));
      page.on('console', (message) => {
        // A status that the server answers on purpose, and a server that is gone, are logged by the browser too.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(`console: ${message.text()}`);
        }
      });
      return Object.assign(page, { outside, home: server.url });
    });
    for (const context of contexts) await context.close();
    expect(complaints).toEqual([]);
  },
});
