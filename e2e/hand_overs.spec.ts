// A client is asked before a colleague goes on with them: client, two counselors and an admin at once.

import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COLLEAGUE, COUNSELOR, PORTAL, register, signInStaff, writeRequest } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const WORDS = {
  de: {
    setting: 'Vor einer Übergabe die Klient:in fragen',
    save: 'Speichern',
    saved: 'Gespeichert',
    words: /^Ihre Worte dazu/,
    ask: 'Klient:in fragen',
    unasked: 'Ohne Frage übergeben',
    withdraw: 'Frage zurücknehmen',
    state: 'Übergabe',
    asked: (name: string) => new RegExp(`Darf ${name} weiter beraten\\?`),
    stays: (name: string) => new RegExp(`Es bleibt bei ${name}`),
    agreed: /hat die Klient:in zugestimmt/,
    question: 'Eine Frage an Sie',
    agree: 'Ja, einverstanden',
    decline: 'Nein, lieber nicht',
    allRight: 'In Ordnung. Es bleibt, wie es ist.',
    thanks: (name: string) => `Danke. Ab jetzt ist ${name} für Sie da.`,
    primary: 'Stammberater:in',
    change: 'Stammberater:in ändern',
    apply: 'Übernehmen',
  },
  en: {
    setting: 'Ask the client before handing over',
    save: 'Save',
    saved: 'Saved',
    words: /^Your words on this/,
    ask: 'Ask the client',
    unasked: 'Hand over without asking',
    withdraw: 'Take the question back',
    state: 'Handing over',
    asked: (name: string) => new RegExp(`may ${name} go on\\?`),
    stays: (name: string) => new RegExp(`It stays with ${name}`),
    agreed: /The client agreed/,
    question: 'A question for you',
    agree: 'Yes, I agree',
    decline: 'No, rather not',
    allRight: 'All right. It stays as it is.',
    thanks: (name: string) => `Thank you. From now on ${name} is there for you.`,
    primary: 'Primary counselor',
    change: 'Change primary counselor',
    apply: 'Apply',
  },
};

const REQUEST = { subject: 'Nach dem Umzug', text: 'Hier kenne ich noch niemanden.' };
const STRANGER = { name: 'Zaunkönig_7', password: 'ein langer Satz für mich' };
const SAID = 'Herr Petersen kennt sich in Ihrer neuen Stadt aus.';

test('a client is asked before a colleague goes on, and everything stays as it is until they agree', async ({ person, words, language }) => {
  const t = WORDS[language];
  const [admin, brandt, petersen, client] = [await person(), await person(), await person(), await person()];
  await signInStaff(admin, words, ADMIN);
  await signInStaff(brandt, words, COUNSELOR);
  await signInStaff(petersen, words, COLLEAGUE);

  await test.step('the facility wants it', async () => {
    await admin.goto('/settings/assignment');
    const setting = admin.getByRole('switch', { name: t.setting });
    await expect(setting).not.toBeChecked();
    await setting.check();
    await admin.getByRole('button', { name: t.save, exact: true }).click();
    await expect(admin.getByText(t.saved).first()).toBeVisible();
    await keepScreenshot(admin, 'consent-setting');
  });

  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, REQUEST);
  await register(client, words, STRANGER);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  const address = `/mail/${client.url().split('/').pop() ?? ''}`;
  const open = async (page: Person) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: REQUEST.subject, level: 1 })).toBeVisible();
  };
  const choose = async (page: Person, name: string) => {
    await page.getByRole('button', { name: words.steps.menu }).click();
    await page.getByRole('menuitem', { name: words.steps.assign }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.steps.colleague).selectOption({ label: name });
    await dialog.getByRole('button', { name: words.steps.assignSubmit, exact: true }).click();
    return dialog;
  };
  const state = (page: Person) => page.getByRole('region', { name: t.state });
  const question = client.getByRole('region', { name: t.question });

  await test.step('assigning becomes a question, which the client sees at once', async () => {
    await open(brandt);
    await brandt.getByRole('button', { name: words.steps.takeOver }).click();
    await expect(brandt.getByText(words.steps.mine)).toBeVisible();
    const dialog = await choose(brandt, COLLEAGUE.displayName);
    await dialog.getByLabel(t.words).fill(SAID);
    await expect(dialog.getByRole('button', { name: t.unasked })).toHaveCount(0);
    await expectAccessible(brandt);
    await keepScreenshot(brandt, 'consent-dialog');
    await dialog.getByRole('button', { name: t.ask, exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(state(brandt)).toContainText(t.asked(COLLEAGUE.displayName));
    await expect(question).toContainText(SAID);
    await expectAccessible(client);
    await expectNoSidewaysScrolling(client);
    await keepScreenshot(client, 'portal-consent');
    await keepScreenshot(brandt, 'request-consent-asked');
  });

  await test.step('it is taken back, asked again, and declined in the list of requests', async () => {
    await state(brandt).getByRole('button', { name: t.withdraw }).click();
    await expect(state(brandt)).toBeHidden();
    await expect(question).toBeHidden();
    const dialog = await choose(brandt, COLLEAGUE.displayName);
    await dialog.getByRole('button', { name: t.ask, exact: true }).click();
    await client.goto(`${PORTAL}/requests`);
    await expect(question).toContainText(COLLEAGUE.displayName);
    await keepScreenshot(client, 'portal-consent-list');
    await question.getByRole('button', { name: t.decline }).click();
    await expect(client.getByText(t.allRight)).toBeVisible();
    await expect(question).toBeHidden();
    await expect(state(brandt)).toContainText(t.stays(COUNSELOR.displayName));
  });

  await test.step('who agrees is handed over at once', async () => {
    const dialog = await choose(brandt, COLLEAGUE.displayName);
    await dialog.getByRole('button', { name: t.ask, exact: true }).click();
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: t.agree }).click();
    await expect(client.getByText(t.thanks(COLLEAGUE.displayName))).toBeVisible();
    await open(petersen);
    await expect(petersen.getByRole('textbox', { name: words.mail.answerTo(STRANGER.name) })).toBeVisible();
    await expect(state(petersen)).toContainText(t.agreed);
    await keepScreenshot(petersen, 'request-consent-agreed');
  });

  await test.step('in an emergency an admin need not wait', async () => {
    await open(admin);
    const dialog = await choose(admin, COUNSELOR.displayName);
    await keepScreenshot(admin, 'consent-dialog-admin');
    await dialog.getByRole('button', { name: t.unasked }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.locator('.case-head')).toContainText(COUNSELOR.displayName);
  });

  await test.step('another primary counselor takes the same question', async () => {
    await admin.goto(`/members?whose=all&q=${encodeURIComponent(STRANGER.name)}`);
    await admin.getByRole('link', { name: STRANGER.name, exact: true }).click();
    const change = async (name: string) => {
      await admin.getByRole('button', { name: t.change }).click();
      await admin.getByRole('combobox', { name: t.primary }).selectOption({ label: name });
      await admin.getByRole('button', { name: t.apply, exact: true }).click();
    };
    await change(COUNSELOR.displayName);
    await expect(admin.getByRole('button', { name: t.change })).toBeVisible();
    await change(COLLEAGUE.displayName);
    await expect(admin.getByRole('button', { name: t.unasked })).toBeVisible();
    await expectAccessible(admin);
    await keepScreenshot(admin, 'consent-profile');
    await admin.getByRole('button', { name: t.ask, exact: true }).click();
    await expect(state(admin)).toContainText(t.asked(COLLEAGUE.displayName));
    await question.getByRole('button', { name: t.agree }).click();
    await expect(client.getByText(t.thanks(COLLEAGUE.displayName)).last()).toBeVisible();
    await expect(state(admin)).toContainText(t.agreed);
    await keepScreenshot(admin, 'client-consent-agreed');
  });
});
