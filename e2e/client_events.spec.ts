// What others do with clients, their notes and documents is seen without asking again.

import { asAdmin, clientId } from './support/api.ts';
import {
  ADMIN,
  COLLEAGUE,
  COUNSELOR,
  PORTAL,
  expectNoReload,
  markDocument,
  openClientPart,
  signInClient,
  signInStaff,
} from './support/people.ts';
import { expect, test } from './support/test.ts';

const NOTE = 'Möchte nur abends angerufen werden.';

test('what a colleague notes is there at once, and counted', async ({ person, words }) => {
  const [page, colleague] = [await person(), await person()];
  await signInStaff(page, words, COUNSELOR);
  await openClientPart(page, 'Seestern', words.notes.title);
  const tab = page.getByRole('tab', { name: words.notes.title });
  await expect(tab).toHaveText(/ 0$/);
  await markDocument(page);
  await signInStaff(colleague, words, COLLEAGUE);
  await openClientPart(colleague, 'Seestern', words.notes.title);
  await colleague.getByLabel(words.notes.new).fill(NOTE);
  await colleague.getByRole('button', { name: words.notes.save, exact: true }).click();
  const note = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: NOTE });
  await expect(note).toBeVisible();
  await expect(tab).toHaveText(/ 1$/);
  await expect(colleague.getByRole('tabpanel').getByRole('listitem')).toHaveCount(1);

  // What somebody is writing is not taken from them by what others do.
  const theirs = colleague.getByRole('tabpanel').getByRole('listitem').filter({ hasText: NOTE });
  await theirs.getByRole('button', { name: words.notes.edit }).click();
  const field = colleague.getByLabel(words.notes.text, { exact: true });
  await field.fill('Morgens geht es auch.');
  await page.getByLabel(words.notes.new).fill('Ruft am Montag an.');
  await page.getByRole('button', { name: words.notes.save, exact: true }).click();
  await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2);
  await expect(field).toHaveValue('Morgens geht es auch.');
  const saving = colleague.getByRole('listitem').getByRole('button', { name: words.notes.save, exact: true });
  await saving.click();
  await expect(colleague.getByRole('tabpanel').getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: 'Morgens geht es auch.' })).toBeVisible();
  await expectNoReload(page);
});

test('a document appears and goes in the portal and at the office by itself', async ({ person, words }) => {
  const [office, client] = [await person(), await person()];
  await signInStaff(office, words, COUNSELOR);
  await openClientPart(office, 'Seestern', words.documents.title);
  await signInClient(client, words);
  await client.goto(`${PORTAL}/documents`);
  await expect(client.getByText(words.documents.empty)).toBeVisible();
  await Promise.all([markDocument(office), markDocument(client)]);
  const id = await clientId(office, 'Seestern');
  // From a browser of their own: in the office's this would end the session that is there.
  const admin = await person();
  const signIn = await admin.request.post('/api/v1/accounts/counselors/sign-in', {
    data: { name: ADMIN.name, password: ADMIN.password },
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const uploaded = await admin.request.post(`/api/v1/clients/${id}/documents`, {
    headers: {
      authorization: `Bearer ${token}`,
      'document-name': 'Brief.pdf',
      'idempotency-key': crypto.randomUUID(),
    },
    data: Buffer.from('%PDF-1.7\nBrief'),
  });
  expect(uploaded.ok(), await uploaded.text()).toBe(true);
  const { id: document } = (await uploaded.json()) as { id: string };
  await expect(office.getByRole('listitem').filter({ hasText: 'Brief.pdf' })).toBeVisible();
  await expect(client.getByText('Brief.pdf')).toHaveCount(0);
  await asAdmin(office, 'PATCH', `/documents/${document}`, { visible_to_client: true }, 1);
  await expect(client.getByRole('listitem').filter({ hasText: 'Brief.pdf' })).toBeVisible();
  await asAdmin(office, 'DELETE', `/documents/${document}`);
  await expect(client.getByText(words.documents.empty)).toBeVisible();
  await expect(office.getByText('Brief.pdf')).toHaveCount(0);
  await Promise.all([expectNoReload(office), expectNoReload(client)]);
});

test('the list of clients follows who comes, changes and leaves', async ({ person, words }) => {
  const page = await person();
  await signInStaff(page, words, ADMIN);
  await page.goto('/members?whose=all');
  await expect(page.getByRole('row').filter({ hasText: 'Seestern' })).toBeVisible();
  await markDocument(page);
  const made = await asAdmin(page, 'POST', '/clients', { pseudonym: 'Polarlicht' });
  const row = page.getByRole('row').filter({ hasText: 'Polarlicht' });
  await expect(row).toBeVisible();
  const locked = await asAdmin(page, 'POST', `/clients/${made['id']}/lock`, undefined, 1);
  await expect(row).toHaveAttribute('data-state', 'locked');
  const deleted = await asAdmin(page, 'POST', `/clients/${made['id']}/delete`, undefined, Number(locked['version']));
  await expect(row).toHaveAttribute('data-state', 'deleted');
  await asAdmin(page, 'POST', `/clients/${made['id']}/erase`, undefined, Number(deleted['version']));
  await expect(row).toHaveCount(0);
  await expectNoReload(page);
});
