// From nothing to the first request: an operator makes a facility, its admin sets it up by the list, a client writes.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { expectOverview, fillStaffSignIn, register, writeRequest } from './support/people.ts';
import { Server } from './support/server.ts';
import { expect, test as base } from './support/test.ts';
import { WORDS } from './support/words.ts';

const ADMIN = { login: 'k.vogt', email: 'vogt@edertal.example', first: 'Katharina', last: 'Vogt' };
const REQUEST = { subject: 'Ist hier jemand?', text: 'Ich probiere es einfach einmal.' };
const CLIENT = { name: 'Wiesel', password: 'ein langer Satz für mich' };

const test = base.extend({
  server: async ({}, use) => {
    const server = await Server.fromNothing([
      ...['--slug', 'edertal', '--name', 'Beratungsstelle Edertal'],
      ...['--admin-login', ADMIN.login, '--admin-email', ADMIN.email],
      ...['--admin-first-name', ADMIN.first, '--admin-last-name', ADMIN.last],
    ]);
    await use(server);
    await server.stop();
    await server.cleanUp();
  },
});

test('from nothing to the first request and its answer, by the links that stand there', async ({ person, words, server }) => {
  const [admin, client] = [await person(), await person()];
  const password = /shown only now: (\S+)/.exec(server.said)?.[1] ?? '';
  const signIn = /http:\S+\/login/.exec(server.said)?.[0] ?? '';
  const portal = /http:\S+\/p\/edertal/.exec(server.said)?.[0] ?? '';
  const t = words.firstRun;

  await admin.goto(signIn);
  await fillStaffSignIn(admin, words, { name: ADMIN.login, password });
  await expectOverview(admin, words);
  await expect(admin.getByText(t.left(0))).toBeVisible();
  await expectAccessible(admin);
  await keepScreenshot(admin, 'first-run-overview');
  const list = admin.getByRole('region', { name: words.facility.setup });
  /** Goes from the list to the page of a step. */
  const step = async (name: RegExp) => {
    await admin.goto('/');
    await admin.getByRole('link', { name: t.goOn }).click();
    await list.getByRole('link', { name }).click();
  };
  const save = async (done: string | RegExp) => {
    await admin.getByRole('button', { name: words.save, exact: true }).click();
    await expect(admin.getByText(done).first()).toBeVisible();
  };

  await step(t.contact);
  await admin.getByLabel(new RegExp(`^${words.facility.address}`)).fill('Am Markt 1\n35066 Frankenberg');
  await admin.getByLabel(new RegExp(`^${words.facility.phone}`)).fill('06451 55 00 10');
  // One language less to write legal texts in.
  await admin.getByRole('switch', { name: t.english }).click();
  await save(words.facility.saved);
  await step(t.legal);
  await admin.getByLabel(words.facility.imprintDe).fill('# Verantwortlich\n\nBeratungsstelle Edertal');
  await admin.getByLabel(t.privacyDe).fill('Wir speichern, was nötig ist.');
  await save(words.facility.legalSaved);
  await step(t.hours);
  await save(words.workingTime.saved);
  await step(t.registration);
  await save(words.facility.registrationSaved);
  await admin.goto('/');
  await expect(admin.getByText(t.left(4))).toBeVisible();
  await admin.getByRole('link', { name: t.goOn }).click();
  await expect(list.getByRole('link', { name: t.test })).toHaveAttribute('href', '/p/edertal');
  await expectAccessible(admin);
  await expectNoSidewaysScrolling(admin);
  await keepScreenshot(admin, 'first-run-list');

  // The portal speaks German only now, whatever the browser asks for.
  await client.goto(portal);
  await client.getByRole('link', { name: WORDS.de.landing.write }).first().click();
  await writeRequest(client, WORDS.de, REQUEST);
  await register(client, WORDS.de, CLIENT);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();

  await admin.goto('/');
  await expect(admin.getByText(t.left(5))).toBeVisible();
  await admin.getByRole('navigation', { name: words.overview.areas }).getByRole('link', { name: /^Mail/ }).click();
  await admin.getByRole('link', { name: REQUEST.subject }).click();
  await admin.getByRole('textbox', { name: words.mail.answerTo(CLIENT.name) }).fill('Ja, wir sind da.');
  await admin.getByRole('button', { name: words.mail.send, exact: true }).click();
  await expect(client.getByText('Ja, wir sind da.')).toBeVisible();
  await keepScreenshot(client, 'first-run-answered');
});
