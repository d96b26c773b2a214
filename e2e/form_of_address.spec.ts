// How a facility addresses people: every page of its portal says Sie, or every page says du.

import { asAdmin, beBookable } from './support/api.ts';
import { expectAccessible, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, CLIENT, COUNSELOR, PORTAL, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';

const PASSWORD = 'ein Boot am Teich';

const SIE = /(?<!\p{L})(Sie|Ihnen|Ihre?[mnrs]?)(?!\p{L})/u;
const DU = /(?<!\p{L})([Dd]u|[Dd]ir|[Dd]ich|[Dd]eine?[mnrs]?)(?!\p{L})/u;

/** What a facility has written itself, and where "Sie" begins a sentence about others. */
const NOT_ADDRESSED = [
  'Sie können mit allem kommen, was Sie beschäftigt.',
  'Sie stehen unter gesetzlicher Schweigepflicht.',
  'Sie stehen unter Schweigepflicht.',
  'Sie nennt weder uns noch den Anlass.',
];

/** All that a page says, read out or seen, but for what the facility has written. */
async function said(page: Person): Promise<string[]> {
  const texts = await page.evaluate(() => {
    for (const closed of document.querySelectorAll('details')) closed.open = true;
    const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
    const named = Array.from(document.querySelectorAll('*')).flatMap((one) => attributes.map((name) => one.getAttribute(name) ?? ''));
    return [document.title, ...document.body.innerText.split('\n'), ...named];
  });
  return texts.map((text) => NOT_ADDRESSED.reduce((rest, sentence) => rest.replaceAll(sentence, ''), text));
}

// Every page is walked through once on a wide screen with du, and once on a telephone with Sie.
test('the portal addresses people as its facility has chosen, on every page', async ({ person, words, language }) => {
  const informal = language === 'de';
  const say = (formal: string, du: string) => (informal ? du : formal);
  const wrong = informal ? SIE : DU;
  const faults: string[] = [];
  let pages = 0;

  // Who prepares by the API is not the admin who looks at the page.
  const [admin, office] = [await person(), await person()];
  await beBookable(office, COUNSELOR);
  const { version } = (await asAdmin(office, 'GET', '/open-door-settings')) as { version: number };
  const always = Array.from({ length: 7 }, () => [{ opens: '00:00', closes: '24:00' }]);
  await asAdmin(office, 'PUT', '/open-door-settings', { enabled: true, hours: always, closed_on_closing_days: false, max_waiting: 5 }, version);
  await signInStaff(admin, words, ADMIN);
  await admin.goto('/settings/facility');
  const [sie, du] = [admin.getByRole('radio', { name: /„Erzählen Sie uns/ }), admin.getByRole('radio', { name: /„Erzähl uns/ })];
  await expect(sie).toBeChecked();
  if (informal) {
    await du.check();
    await admin.getByRole('button', { name: words.save, exact: true }).click();
    await expect(admin.getByText(words.facility.saved, { exact: true })).toBeVisible();
    await admin.reload();
    await expect(du).toBeChecked();
  }
  await expectAccessible(admin);
  await expectNoSidewaysScrolling(admin);
  await keepScreenshot(admin, 'settings-form-of-address');
  await Promise.all([admin.close(), office.close()]);

  /** Somebody who reads each page, once it says what it is known by. */
  const reader = async () => {
    const page = await person({ language: 'de' });
    const main = page.getByRole('main');
    const read = async (sign: string | RegExp) => {
      await expect(page.getByText(sign).filter({ visible: true }).first()).toBeVisible();
      for (const text of await said(page)) if (wrong.test(text)) faults.push(`${new URL(page.url()).pathname}: ${text}`);
      pages += 1;
    };
    const visit = async (path: string, sign: string | RegExp) => {
      await page.goto(`${PORTAL}${path}`);
      await read(sign);
    };
    const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
    return { page, main, read, visit, press };
  };
  const { page, main, read, visit, press } = await reader();

  // Before anyone signs in.
  await visit('', say('Erzählen Sie uns, was Sie gerade belastet.', 'Erzähl uns, was dich gerade belastet.'));
  await keepScreenshot(page, 'portal-form-of-address');
  await visit('/nowhere', 'Diese Seite gibt es nicht');
  await visit('/write', say('Ihre Nachricht', 'Deine Nachricht'));
  await press('Weiter');
  await read(say('Bitte prüfen Sie noch', 'Bitte prüf noch'));
  await page.getByLabel('Betreff').fill('Ich weiß nicht weiter');
  await page.getByLabel(say('Ihre Nachricht', 'Deine Nachricht')).fill('Ein Satz.');
  await press('Weiter');
  await read(say('Ihr Zugang', 'Dein Zugang'));
  await main.getByRole('radio', { name: 'Ich habe schon einen Zugang' }).check();
  await press('Anfrage senden');
  await read(say('Geben Sie Ihr Pseudonym', 'Gib dein Pseudonym'));
  await main.getByRole('radio', { name: 'Ich bin zum ersten Mal hier' }).check();
  await press('Anfrage senden');
  await read(say('Denken Sie sich einen Namen aus.', 'Denk dir einen Namen aus.'));
  await page.getByLabel('Pseudonym').fill(CLIENT.name);
  await page.getByLabel('Passwort', { exact: true }).fill('kurz');
  await press('Anfrage senden');
  await read(/mindestens 8\s+Zeichen/);
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await press('Anfrage senden');
  await read('Dieses Pseudonym ist vergeben');
  await page.getByLabel('Pseudonym').fill('Libelle');
  await press('Anfrage senden');
  await read(say('Ihr Wiederherstellungscode', 'Dein Wiederherstellungscode'));

  // As who has written.
  await press('Weiter');
  await read(say('Ihre Anfrage ist bei uns.', 'Deine Anfrage ist bei uns.'));
  await press('Senden');
  await read(say('Schreiben Sie zuerst ein paar Worte.', 'Schreib zuerst ein paar Worte.'));
  await visit('/requests', say('Wir haben Ihre Nachricht', 'Wir haben deine Nachricht'));
  await visit('/book', say('Wie möchten Sie mit uns sprechen?', 'Wie möchtest du mit uns sprechen?'));
  await press('Weiter');
  await read(say('Bitte wählen Sie eine Antwort.', 'Bitte wähle eine Antwort.'));
  await main.getByRole('radio', { name: /^Telefon/ }).check();
  await press('Weiter');
  await read(say('Mit wem möchten Sie sprechen?', 'Mit wem möchtest du sprechen?'));
  await main.getByRole('radio', { name: /^Wer gerade Zeit hat/ }).check();
  await press('Weiter');
  await read(say('Wann passt es Ihnen?', 'Wann passt es dir?'));
  await main.getByRole('radio').first().check();
  await press(/reservieren$/);
  await read(say('Für Sie reserviert bis', 'Für dich reserviert bis'));
  await main.getByRole('button', { name: 'Termin buchen', exact: true }).click();
  await read('Gebucht, noch nicht bestätigt');
  await main.getByRole('link', { name: /^Verschieben: / }).first().click();
  await read(say('Wählen Sie eine andere Zeit.', 'Wähle eine andere Zeit.'));
  await visit('/appointments', 'Meine Termine');
  await main.getByRole('button', { name: /^Absagen: / }).first().click();
  await read('Termin absagen?');
  await visit('/group-appointments', 'Gruppentermine');
  await visit('/chats', say('Hier schreiben Sie mit', 'Hier schreibst du mit'));
  await visit('/documents', 'Meine Dokumente');
  await visit('/messages', 'Nachrichten der Beratungsstelle');
  await visit('/my-data', say('Das wissen wir von Ihnen.', 'Das wissen wir von dir.'));
  for (const [button, sign] of [
    ['Name und Erreichbarkeit ändern', say('Damit nur Sie das tun können.', 'Damit nur du das tun kannst.')],
    ['Neuen Code anlegen', say('Ihr Passwort', 'Dein Passwort')],
    ['Zugang löschen', 'Zugang jetzt löschen'],
  ] as const) {
    await main.getByRole('button', { name: button, exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button').last().click();
    await read(sign);
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    await expect(dialog).toHaveCount(0);
  }
  await page.getByLabel('Jetziges Passwort').fill('falsch geraten');
  await page.getByLabel('Neues Passwort', { exact: true }).fill('passwort');
  await press('Passwort ändern');
  await read(/zu leicht zu erraten/);

  // As who has forgotten something, or comes with nothing.
  await page.close();
  const nobody = await reader();
  await nobody.page.goto(`${PORTAL}/sign-in`);
  await nobody.press('Anmelden');
  await nobody.read(say('Geben Sie Ihr Passwort ein.', 'Gib dein Passwort ein.'));
  await nobody.page.getByLabel(/^Pseudonym oder E-Mail/).fill('Niemand');
  await nobody.page.getByLabel('Passwort', { exact: true }).fill('irgendein Satz');
  await nobody.press('Anmelden');
  await nobody.read('Name oder Passwort stimmen nicht');
  await nobody.visit('/register', say('Ein Name, den Sie sich ausdenken.', 'Ein Name, den du dir ausdenkst.'));
  await nobody.visit('/forgot', say('Wir senden Ihnen einen Link', 'Wir senden dir einen Link'));
  await nobody.page.getByLabel(/^Pseudonym oder E-Mail/).fill('Niemand');
  await nobody.page.route('**/api/v1/**', (route) => route.abort());
  await nobody.press('Link senden');
  await nobody.read(say('Bitte prüfen Sie Ihr Netz', 'Bitte prüf dein Netz'));
  await nobody.page.unroute('**/api/v1/**');
  await nobody.press('Link senden');
  await nobody.read(say('Sehen Sie in Ihr Postfach', 'Sieh in dein Postfach'));
  await nobody.page.goto(`${PORTAL}/recover`);
  await nobody.press('Passwort festlegen');
  await nobody.read(say('Geben Sie den Code ein.', 'Gib den Code ein.'));
  await nobody.visit('/password#nothing', say('Bitte wenden Sie sich an Ihre Beratungsstelle', 'Bitte wende dich an deine Beratungsstelle'));
  await nobody.visit('/video#nothing', say('Diesen Link gibt es nicht. Bitte prüfen Sie', 'Diesen Link gibt es nicht. Bitte prüf'));
  await nobody.visit('/imprint', 'Impressum');
  await nobody.visit('/open-door', say('Hier können Sie gleich', 'Hier kannst du gleich'));
  await nobody.press('Hereinkommen');
  await nobody.read(say('Sie sind als Nächstes an der Reihe.', 'Du bist als Nächstes an der Reihe.'));
  await nobody.press('Wieder gehen');
  await nobody.read('Wirklich beenden?');
  await nobody.page.getByRole('dialog').getByRole('button', { name: 'Beenden' }).click();
  await nobody.read(say('Danke, dass Sie da waren.', 'Danke, dass du da warst.'));

  expect(faults).toEqual([]);
  expect(pages).toBeGreaterThan(35);
});
