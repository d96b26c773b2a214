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

export const test = base.extend<Options & Fixtures, { demo: Demo }>({
  language: ['de', { option: true }],

  words: async ({ language }, use) => use(WORDS[language]),

  demo: [
    async ({}, use) => {
      const demo = await Demo.prepare();
      await use(demo);
      await demo.remove();
    },
    { scope: 'worker' },
  ],

  environment: async ({}, use) => use({}),

  server: async ({ demo, environment }, use, info) => {
    const server = await demo.serve(environment);
    await use(server);
    await server.stop();
    await server.cleanUp();
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
      // There is no world outside: what is asked of it is noted and answered with an empty page.
      await context.route(
        (url) => url.protocol.startsWith('http') && url.origin !== server.url,
        (route) => {
          outside.push(route.request().url());
          return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' });
        },
      );
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
