// Whatever is typed, and whatever goes wrong on the way: nothing that was written is lost.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { askForAccess, goOnFromCode, PORTAL, register, signInStaff, signOut, writeRequest } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import { WORDS, type Words } from './support/words.ts';

const REQUEST = { subject: 'Alles auf einmal', text: 'Ich schreibe das hier in einem Zug.' };
const WHO = { name: 'Libelle', password: 'ein Boot am Teich' };
const MEGABYTE = 'ä'.repeat(512 * 1024);

async function sendRequest(client: Person, words: Words): Promise<void> {
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, REQUEST);
  await register(client, words, WHO);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
}

async function openRequest(counselor: Person, words: Words): Promise<void> {
  await signInStaff(counselor, words);
  await counselor.getByRole('link', { name: REQUEST.subject }).click();
  await expect(counselor.getByRole('textbox', { name: words.mail.answerTo(WHO.name) })).toBeVisible();
}

test('a subject and a text of a megabyte are refused in words, and stay', async ({ person, words }) => {
  const page = await person();
  await page.goto(`${PORTAL}/write`);
  await writeRequest(page, words, { subject: MEGABYTE, text: MEGABYTE });
  await expect(page.getByRole('main').getByText(words.atMost('120')).first()).toBeVisible();
  await expect(page.getByRole('main').getByText(words.atMost('20.?000')).first()).toBeVisible();
  await expect(page.getByLabel(words.write.text)).toHaveValue(MEGABYTE);
  await writeRequest(page, words, REQUEST);
  await register(page, words, WHO);
  await expect(page.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
});

test('markup in what people write is only text', async ({ person, words }) => {
  const client = await person();
  const subject = '<img src=x onerror=alert(1)> & "Zitat"';
  const text = '<script>alert(1)</script>\n[Link](javascript:alert(1))';
  client.on('dialog', () => expect.soft('a dialog').toBe('none'));
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, { subject, text });
  await register(client, words, { name: '<b>Libelle</b>', password: WHO.password });
  await expect(client.getByRole('heading', { name: subject })).toBeVisible();
  await expect(client.getByText('<script>alert(1)</script>')).toBeVisible();

  const counselor = await person();
  counselor.on('dialog', () => expect.soft('a dialog').toBe('none'));
  await signInStaff(counselor, words);
  await counselor.getByRole('link', { name: subject }).click();
  await expect(counselor.getByText('<script>alert(1)</script>')).toBeVisible();
  await expect(counselor.getByText('<b>Libelle</b>').first()).toBeVisible();
});

test('a draft that was changed in another tab shows both texts and loses neither', async ({ person, words }) => {
  await sendRequest(await person(), words);
  const first = await person();
  await openRequest(first, words);
  const answer = first.getByRole('textbox', { name: words.mail.answerTo(WHO.name) });
  const second = (await first.context().newPage()) as Person;
  await second.goto(first.url());
  const otherAnswer = second.getByRole('textbox', { name: words.mail.answerTo(WHO.name) });
  await expect(otherAnswer).toBeVisible();

  await answer.fill('Im ersten Fenster geschrieben.');
  await expect(first.getByText(words.mail.draftSaved)).toBeVisible();
  await otherAnswer.fill('Im zweiten Fenster geschrieben.');
  await expect(second.getByText(words.mail.bothTexts).first()).toBeVisible();
  await expect(second.getByText('Im ersten Fenster geschrieben.')).toBeVisible();
  await expect(second.getByText('Im zweiten Fenster geschrieben.').or(otherAnswer).first()).toBeVisible();
  await expectAccessible(second);
  await keepScreenshot(second, 'draft-both-texts');
  // The stored one is still the first.
  await first.reload();
  await expect(answer).toHaveValue('Im ersten Fenster geschrieben.');
});

/** What this browser keeps of what was typed. */
async function kept(page: Person): Promise<string[]> {
  const names = await page.evaluate(() => Object.keys(localStorage));
  return names.filter((name) => /^beistand\.(answer|request|reply)\./.test(name));
}

test('a counselor’s answer outlives a server that is gone and a browser that is closed', async ({ person, words, server }) => {
  await sendRequest(await person(), words);
  const text = 'Diese Antwort darf nicht verloren gehen.';
  let counselor = await person();
  await openRequest(counselor, words);
  const answer = () => counselor.getByRole('textbox', { name: words.mail.answerTo(WHO.name) });
  const send = () => counselor.getByRole('button', { name: words.mail.send, exact: true });
  await answer().fill('Diese');
  await expect(counselor.getByText(words.mail.draftSaved)).toBeVisible();

  await server.stop();
  await answer().fill(text);
  await send().click();
  await expect(counselor.getByText(words.unreachable).first()).toBeVisible();
  await expect(counselor.getByText(words.mail.offline)).toBeVisible();
  await expect(answer()).toHaveValue(text);
  await keepScreenshot(counselor, 'server-gone-answer');
  const address = counselor.url();
  await counselor.close();

  await server.start();
  await test.step('where something else was saved in the meantime, both are shown', async () => {
    const elsewhere = await person();
    await openRequest(elsewhere, words);
    await elsewhere.getByRole('textbox', { name: words.mail.answerTo(WHO.name) }).fill('Anderswo geschrieben.');
    await expect(elsewhere.getByText(words.mail.draftSaved)).toBeVisible();
    counselor = (await counselor.context().newPage()) as Person;
    await counselor.goto(address);
    await expect(counselor.getByText(words.mail.bothTexts).first()).toBeVisible();
    await expect(counselor.getByText('Anderswo geschrieben.')).toBeVisible();
    await counselor.getByRole('button', { name: words.mail.keepMine }).click();
    await expect(counselor.getByText(words.mail.draftSaved)).toBeVisible();
    await expect(answer()).toHaveValue(text);
    expect(await kept(counselor)).toEqual([]);
  });

  await test.step('what was typed last is saved from the list, too, once the server is there', async () => {
    await server.stop();
    await answer().fill(`${text} Auch das nicht.`);
    await expect(counselor.getByText(words.mail.offline)).toBeVisible();
    await counselor.close();
    await server.start();
    counselor = (await counselor.context().newPage()) as Person;
    await counselor.goto('/mail');
    await expect.poll(() => kept(counselor)).toEqual([]);
    await counselor.getByRole('link', { name: REQUEST.subject }).click();
    await expect(answer()).toHaveValue(`${text} Auch das nicht.`);
  });

  await send().click();
  const sent = counselor.getByRole('article').filter({ hasText: text });
  await expect(sent).toHaveCount(1);
  await counselor.reload();
  await expect(sent).toHaveCount(1);
  expect(await kept(counselor)).toEqual([]);

  await test.step('whoever signs out leaves nothing behind', async () => {
    await server.stop();
    await answer().fill('Halb geschrieben.');
    await expect(counselor.getByText(words.mail.offline)).toBeVisible();
    expect(await kept(counselor)).toHaveLength(1);
    await signOut(counselor, words);
    expect(await kept(counselor)).toEqual([]);
    await server.start();
  });
});

test('a person’s request outlives a server that is gone while sending', async ({ person, words, server }) => {
  const client = await person();
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, REQUEST);
  await expect(client.getByRole('heading', { name: words.register.title, level: 1 })).toBeVisible();

  await server.stop();
  await askForAccess(client, words, WHO);
  await expect(client.getByText(words.unreachable).first()).toBeVisible();
  await expect(client.getByLabel(words.register.pseudonym)).toHaveValue(WHO.name);
  await keepScreenshot(client, 'server-gone-request');

  await server.start();
  await client.getByRole('button', { name: words.register.submit }).click();
  await goOnFromCode(client, words);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  await client.goto(`${PORTAL}/requests`);
  await client.getByRole('link', { name: REQUEST.subject }).click();

  // What is typed stays, until one signs out.
  const reply = client.getByRole('textbox', { name: words.requests.reply });
  await reply.fill('Noch etwas.');
  await expect(client.getByText(words.write.saved)).toBeVisible();
  await client.reload();
  await expect(reply).toHaveValue('Noch etwas.');
  await signOut(client, words);
  await expect(client.getByRole('link', { name: words.landing.write }).first()).toBeVisible();
  expect(await kept(client)).toEqual([]);
});

test('the live connection comes back by itself', async ({ person, words, server }) => {
  const counselor = await person();
  await signInStaff(counselor, words);
  await expect(counselor.getByRole('table')).toBeVisible();
  await server.stop();
  await server.start();
  await sendRequest(await person(), words);
  await expect(counselor.getByRole('button', { name: words.mail.arrived })).toBeVisible({ timeout: 30_000 });
});

test('the server describes what went wrong in the language of the page', async ({ person }) => {
  const page = await person({ language: 'en' });
  await page.goto(`${PORTAL}/sign-in`);
  const refused = async (words: Words) => {
    await page.getByLabel(words.clientSignIn.name).fill('Niemand');
    await page.getByLabel(words.clientSignIn.password, { exact: true }).fill('a wrong password');
    const answer = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/facilities/lahntal/sign-in'));
    await page.getByRole('main').getByRole('button', { name: words.signIn, exact: true }).click();
    const response = await answer;
    return { language: response.headers()['content-language'], detail: (await response.json()).detail as string };
  };
  const english = await refused(WORDS.en);
  expect(english.language).toBe('en');
  // Narrow pages have the switch in the menu.
  const menu = page.getByRole('button', { name: WORDS.en.menu, exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('button', { name: WORDS.en.otherLanguage }).or(page.getByRole('menuitem', { name: WORDS.en.otherLanguage })).filter({ visible: true }).click();
  const german = await refused(WORDS.de);
  expect(german.language).toBe('de');
  expect(german.detail).not.toBe(english.detail);
});
