// Mail counselling: a client writes, a counselor answers.

import { expectAccessible, keepScreenshot } from './support/checks.ts';
import { COUNSELOR, PORTAL, expectNoReload, markDocument, register, signInClient, signInStaff, writeRequest } from './support/people.ts';
import { expect, test } from './support/test.ts';

const REQUEST = {
  subject: 'Meine Tochter spricht kaum noch mit mir',
  text: 'Hallo,\n\nmeine Tochter ist 14 und macht nach der Schule nur noch die Tür zu.',
};
const ANSWER = 'Guten Tag Zugvogel,\n\ndanke, dass Sie geschrieben haben. Mögen Sie von einem solchen Nachmittag erzählen?';
const FOLLOW_UP = 'Danke. Gestern war es so: Sie kam herein und ging wortlos an mir vorbei.';
const SECOND_ANSWER = 'Das klingt, als hätten Sie sich sehr allein gefühlt.';
const ZUGVOGEL = { name: 'Zugvogel_14', password: 'ein langer Satz für mich' };

test('a person writes, a counselor answers, the person writes again', async ({ person, words }) => {
  const counselor = await person();
  const client = await person();
  const subject = counselor.getByRole('link', { name: REQUEST.subject });
  const thread = counselor.getByRole('region', { name: words.mail.thread });
  const answer = counselor.getByRole('textbox', { name: words.mail.answerTo(ZUGVOGEL.name) });

  await test.step('the counselor looks at the list', async () => {
    await signInStaff(counselor, words);
    await markDocument(counselor);
  });

  await test.step('the person writes first and makes an account last', async () => {
    await client.goto(PORTAL);
    await client.getByRole('link', { name: words.landing.write }).first().click();
    await writeRequest(client, words, REQUEST);
    await keepScreenshot(client, 'journey-1-account');
    await register(client, words, ZUGVOGEL);
    await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
    await expect(client.getByText('macht nach der Schule nur noch die Tür zu')).toBeVisible();
    await expectAccessible(client);
    await keepScreenshot(client, 'journey-2-sent');
  });

  await test.step('the counselor sees it arrive without reloading, and what one reads does not move', async () => {
    const arrived = counselor.getByRole('button', { name: words.mail.arrived });
    await expect(arrived).toBeVisible();
    await expect(subject).toBeHidden();
    await keepScreenshot(counselor, 'journey-3-arrived');
    await arrived.click();
    await expect(subject).toBeVisible();
    const row = counselor.getByRole('row').filter({ has: subject });
    await expect(row).toContainText(ZUGVOGEL.name);
    await expect(row).toContainText(words.mail.status.new);
    await expectNoReload(counselor);
  });

  await test.step('the counselor opens it, reads and types; the draft survives a reload', async () => {
    await subject.click();
    await expect(counselor.getByRole('heading', { name: REQUEST.subject, level: 1 })).toBeVisible();
    await expect(thread.getByRole('article', { name: words.mail.messageFrom(ZUGVOGEL.name) })).toContainText('die Tür zu');
    await answer.fill(ANSWER);
    await expect(counselor.getByText(words.mail.draftSaved)).toBeVisible();
    await counselor.reload();
    await expect(answer).toHaveValue(ANSWER);
    await expectAccessible(counselor);
    await keepScreenshot(counselor, 'journey-4-draft');
  });

  await test.step('the counselor sends; the person sees the answer without reloading', async () => {
    await markDocument(client);
    await counselor.getByRole('button', { name: words.mail.send, exact: true }).click();
    await expect(thread.getByRole('article', { name: words.mail.answerFrom(COUNSELOR.displayName) })).toContainText('Mögen Sie');
    await expect(answer).toHaveValue('');
    await expect(counselor.getByText(words.mail.status.answered, { exact: true }).first()).toBeVisible();
    await expect(client.getByText('danke, dass Sie geschrieben haben')).toBeVisible();
    await expect(client.getByText(COUNSELOR.displayName).first()).toBeVisible();
    await expectNoReload(client);
    await keepScreenshot(client, 'journey-5-answered');
  });

  await test.step('the person writes again; the counselor sees it in the open request', async () => {
    await markDocument(counselor);
    await client.getByRole('textbox', { name: words.requests.reply }).fill(FOLLOW_UP);
    await client.getByRole('button', { name: words.requests.send, exact: true }).click();
    await expect(client.getByRole('article').filter({ hasText: 'wortlos an mir vorbei' })).toBeVisible();
    await expect(thread.getByText('wortlos an mir vorbei')).toBeVisible();
    await expect(counselor.getByText(words.mail.status.inProgress, { exact: true }).first()).toBeVisible();
    await expectNoReload(counselor);
    await keepScreenshot(counselor, 'journey-6-follow-up');
  });

  await test.step('the counselor sends with Ctrl-Enter, and nothing of it is said twice', async () => {
    await answer.fill(SECOND_ANSWER);
    await answer.press('Control+Enter');
    await expect(thread.getByText(SECOND_ANSWER)).toHaveCount(1);
    await expect(client.getByText(SECOND_ANSWER)).toHaveCount(1);
    await expect(thread.getByRole('article')).toHaveCount(4);
  });
});

test('what the other person has read shows as read', async ({ person, words }) => {
  const counselor = await person();
  const client = await person();
  await client.goto(`${PORTAL}/write`);
  await writeRequest(client, words, REQUEST);
  await register(client, words, ZUGVOGEL);
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();

  await signInStaff(counselor, words);
  const row = counselor.getByRole('row').filter({ hasText: REQUEST.subject });
  await expect(row).toHaveAttribute('data-state', 'unread');
  await row.getByRole('link', { name: REQUEST.subject }).click();
  await expect(counselor.getByRole('heading', { name: REQUEST.subject, level: 1 })).toBeVisible();
  await counselor.goBack();
  await expect(row).not.toHaveAttribute('data-state', 'unread');
});

test('the list is filtered by status and searched, and the address remembers both', async ({ person, words }) => {
  const counselor = await person();
  await signInStaff(counselor, words);
  const rows = counselor.getByRole('table').getByRole('row');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();

  const tabs = counselor.getByRole('navigation', { name: 'Status' });
  await tabs.getByRole('link', { name: words.mail.new }).click();
  await expect(counselor).toHaveURL(/status=new/);
  await expect(tabs.getByRole('link', { name: words.mail.new })).toHaveAttribute('aria-current', 'page');
  await expect.poll(() => rows.count()).toBeLessThan(all);

  await tabs.getByRole('link', { name: words.mail.all }).click();
  await counselor.getByRole('searchbox', { name: words.mail.search }).fill('Seestern');
  await expect(counselor).toHaveURL(/q=Seestern/);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await expect(rows.nth(1)).toContainText('Seestern');
  await counselor.reload();
  await expect(counselor.getByRole('searchbox', { name: words.mail.search })).toHaveValue('Seestern');
  await expect(rows.nth(1)).toContainText('Seestern');

  await counselor.getByRole('searchbox', { name: words.mail.search }).fill('so heißt hier niemand');
  await expect(counselor.getByText(words.mail.nothingFound)).toBeVisible();

  await test.step('what is late is filtered by, and stands out', async () => {
    await counselor.goto('/mail');
    const overdue = counselor.getByRole('button', { name: words.mail.overdue, exact: true });
    await expect(rows.nth(1)).toBeVisible();
    await overdue.click();
    await expect(counselor).toHaveURL(/overdue=true/);
    await expect(overdue).toHaveAttribute('aria-pressed', 'true');
    const late = counselor.getByRole('table').getByRole('row').filter({ hasText: 'Mein Mann trinkt wieder' });
    // The demo's deadlines are computed soon after its start.
    await expect(async () => {
      await counselor.reload();
      await expect(late).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(late).toContainText(words.mail.late);
    const shown = counselor.getByRole('table').getByRole('row').filter({ has: counselor.getByRole('link') });
    await expect(shown.filter({ hasNotText: words.mail.late })).toHaveCount(0);
    await expectAccessible(counselor);
    await keepScreenshot(counselor, 'mail-overdue');
  });

  await test.step('it is sorted by client', async () => {
    await counselor.goto('/mail');
    await expect(rows.nth(1)).toBeVisible();
    const byClient = counselor.getByRole('columnheader', { name: words.mail.client });
    // A phone has no heads of columns; the address says it there.
    if (await byClient.getByRole('button').isVisible()) {
      await byClient.getByRole('button').press('Enter');
      await expect(byClient).toHaveAttribute('aria-sort', 'ascending');
    } else {
      await counselor.goto('/mail?sort=client');
    }
    await expect(counselor).toHaveURL(/sort=client/);
    const names = async () => (await counselor.locator('tbody .t-title').allInnerTexts()).map((name) => name.toLowerCase());
    await expect.poll(async () => (await names()).join() === [...(await names())].sort().join()).toBe(true);
    expect(new Set(await names()).size).toBeGreaterThan(2);
  });

  await test.step('what takes one press is done from the row, by keyboard, and the focus stays', async () => {
    await counselor.goto('/mail?status=answered');
    const subject = 'Wieder schlaflose Nächte';
    const row = counselor.getByRole('row').filter({ hasText: subject });
    const menu = row.getByRole('button', { name: words.mail.actionsOn(subject) });
    await menu.press('Enter');
    const complete = row.getByRole('menuitem', { name: words.steps.complete });
    await expect(row.getByRole('menuitem').first()).toBeFocused();
    await expect(complete).toBeVisible();
    await expectAccessible(counselor, { colours: true });
    await keepScreenshot(counselor, 'mail-row-menu');
    await complete.press('Enter');
    await expect(counselor.getByText(words.steps.completed)).toBeVisible();
    await expect(row).toContainText(words.mail.status.completed);
    await expect(menu).toBeFocused();
    await menu.press('Enter');
    await row.getByRole('menuitem', { name: words.steps.reopen }).press('Enter');
    await expect(row).toContainText(words.mail.status.answered);
  });
});

test('a client sees their own requests and nobody else’s', async ({ person, words }) => {
  const client = await person();
  const stranger = await person();
  await signInClient(client, words);
  await client.getByRole('main').getByRole('link').filter({ hasText: /\w/ }).first().waitFor();
  await client.goto(`${PORTAL}/write`);
  // Signed in already, one sends right away.
  await client.getByLabel(words.write.subject).fill(REQUEST.subject);
  await client.getByLabel(words.write.text).fill(REQUEST.text);
  await client.getByRole('button', { name: words.register.submit }).click();
  await expect(client.getByRole('heading', { name: REQUEST.subject })).toBeVisible();
  const address = client.url();

  await stranger.goto(`${PORTAL}/write`);
  await writeRequest(stranger, words, { subject: 'Etwas anderes', text: 'Ein Satz genügt.' });
  await register(stranger, words, ZUGVOGEL);
  await expect(stranger.getByRole('heading', { name: 'Etwas anderes' })).toBeVisible();
  await stranger.goto(address);
  await expect(stranger.getByText(words.notFound)).toBeVisible();
  await expect(stranger.getByText(REQUEST.subject)).toBeHidden();
});

test('from one request one goes on to the next of the list', async ({ person, words }, info) => {
  const page = await person();
  await signInStaff(page, words);
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
  const subjects = await page.getByRole('table').getByRole('link').allTextContents();
  expect(subjects.length).toBeGreaterThan(2);
  const heading = (n: number) => page.getByRole('heading', { name: subjects[n]!, level: 1 });
  await page.getByRole('table').getByRole('link').first().click();
  await expect(heading(0)).toBeVisible();
  await page.keyboard.press('j');
  await expect(heading(1)).toBeVisible();
  await page.keyboard.press('k');
  await expect(heading(0)).toBeVisible();
  // There is nothing before the first.
  await page.keyboard.press('k');
  await expect(heading(0)).toBeVisible();
  if (!info.project.name.startsWith('phone')) {
    const nav = page.getByRole('navigation', { name: words.mail.neighbours });
    await expect(nav).toContainText(words.mail.place(1, subjects.length));
    await expect(nav.getByRole('link')).toHaveCount(1);
    await nav.getByRole('link').click();
    await expect(heading(1)).toBeVisible();
    await expect(nav.getByRole('link')).toHaveCount(2);
    await expectAccessible(page);
  }
});
