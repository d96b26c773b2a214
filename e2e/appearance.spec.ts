// Every page, light and dark, in both languages and at every width: axe finds nothing, nothing has to be
// scrolled sideways, nothing moves where that is not wished, and a screenshot is kept. So it is where
// everything is twice as big, in the colours of whoever chose their own.

import { beBookable, setBookingRules } from './support/api.ts';
import { expectAccessible, expectNoMotion, expectNoSidewaysScrolling, keepScreenshot } from './support/checks.ts';
import { ADMIN, COUNSELOR, PORTAL, fillStaffSignIn, signInClient, signInStaff } from './support/people.ts';
import { expect, type Person, test } from './support/test.ts';
import { WORDS, type Words } from './support/words.ts';

type View = {
  name: string;
  signIn?: (page: Person, words: Words) => Promise<void>;
  /** Leads to the view and waits until it is there. */
  open: (page: Person, words: Words) => Promise<void>;
};

const heading = (page: Person, name: string | RegExp) => expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();

/** Nothing is being loaded any more. */
const settled = async (page: Person) => {
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
};

/** A page that is where it is without further ado. */
const at = (name: string, address: string, signIn: View['signIn']): View => ({
  name,
  signIn,
  open: async (page) => {
    await page.goto(address);
    await settled(page);
  },
});

const asAdmin = (page: Person, words: Words) => signInStaff(page, words, ADMIN);

/** A counselor who can be booked. */
const asBookable = async (page: Person, words: Words) => {
  await beBookable(page, COUNSELOR);
  await signInStaff(page, words);
};

/** A client, where a counselor can be booked. */
const whereSomethingIsBookable = async (page: Person, words: Words) => {
  await beBookable(page, COUNSELOR);
  await signInClient(page, words);
};

const VIEWS: View[] = [
  {
    name: 'login',
    open: async (page, words) => {
      await page.goto('/login');
      await heading(page, words.signIn);
    },
  },
  {
    name: 'mail-list',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/mail');
      await heading(page, words.mail.title);
      await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
    },
  },
  {
    name: 'mail-nothing-found',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/mail?q=so+hei%C3%9Ft+hier+niemand');
      await expect(page.getByText(words.mail.nothingFound)).toBeVisible();
    },
  },
  {
    name: 'mail-menu',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/mail');
      await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
      await page.getByRole('button', { name: words.menu, exact: true }).click();
      await expect(page.getByRole('menuitem', { name: words.signOut })).toBeVisible();
    },
  },
  {
    name: 'mail-detail',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/mail?q=Seestern');
      await page.getByRole('table').getByRole('link').first().click();
      await expect(page.getByRole('region', { name: words.mail.thread })).toBeVisible();
    },
  },
  {
    name: 'mail-not-found',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/mail/00000000-0000-7000-8000-000000000000');
      await heading(page, new RegExp(words.notFound));
    },
  },
  {
    name: 'members',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/members?whose=all');
      await heading(page, words.members.title);
      await expect(page.getByRole('table').getByText('Seestern', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'members-create',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/members');
      await page.getByRole('button', { name: words.members.create }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'profile',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/profile');
      await heading(page, words.profile.title);
    },
  },
  {
    name: 'newsletter',
    signIn: signInStaff,
    open: async (page) => {
      await page.goto('/newsletter');
      await expect(page.getByRole('switch')).toBeVisible();
    },
  },
  {
    name: 'counselors',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/counselors');
      await heading(page, words.counselors.title);
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
  {
    name: 'counselor',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/counselors');
      await page.getByRole('table').getByRole('link').first().click();
      await expect(page.getByRole('button', { name: words.counselors.delete, exact: true })).toBeVisible();
    },
  },
  {
    name: 'licences',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/licences');
      await expect(page.getByLabel(words.licences.volume)).toBeVisible();
    },
  },
  {
    name: 'login-refused',
    open: async (page, words) => {
      await page.goto('/login');
      await fillStaffSignIn(page, words, { name: 'nobody', password: 'wrong password' });
      await expect(page.getByRole('alert')).toContainText(words.wrongCredentials);
    },
  },
  {
    name: 'portal-landing',
    open: async (page, words) => {
      await page.goto(PORTAL);
      await heading(page, words.landing.title);
    },
  },
  {
    name: 'portal-write',
    open: async (page, words) => {
      await page.goto(`${PORTAL}/write`);
      await heading(page, words.write.title);
    },
  },
  {
    name: 'portal-write-refused',
    open: async (page, words) => {
      await page.goto(`${PORTAL}/write`);
      await page.getByRole('button', { name: words.write.next, exact: true }).click();
      await expect(page.getByRole('alert').filter({ hasText: words.checkEntries })).toBeVisible();
    },
  },
  {
    name: 'portal-register',
    open: async (page, words) => {
      await page.goto(`${PORTAL}/write`);
      await page.getByLabel(words.write.subject).fill('Ein Betreff');
      await page.getByLabel(words.write.text).fill('Ein Satz genügt.');
      await page.getByRole('button', { name: words.write.next, exact: true }).click();
      await heading(page, words.register.title);
    },
  },
  {
    name: 'portal-forgot',
    open: async (page, words) => {
      await page.goto(`${PORTAL}/forgot`);
      await heading(page, words.passwords.forgotten);
    },
  },
  {
    name: 'portal-sign-in',
    open: async (page, words) => {
      await page.goto(`${PORTAL}/sign-in`);
      await heading(page, words.signIn);
    },
  },
  {
    name: 'portal-requests',
    signIn: signInClient,
    open: async (page, words) => {
      await page.goto(`${PORTAL}/requests`);
      await heading(page, words.requests.title);
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    },
  },
  {
    name: 'portal-request',
    signIn: signInClient,
    open: async (page) => {
      await page.goto(`${PORTAL}/requests`);
      await page.getByRole('link', { name: 'Seit der Trennung' }).click();
      await expect(page.getByRole('article').first()).toBeVisible();
    },
  },
  {
    name: 'sessions',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/sessions');
      await heading(page, words.sessions.title);
      await expect(page.getByText(words.sessions.this, { exact: true })).toBeVisible();
    },
  },
  {
    name: 'api-tokens-create',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/settings/api-tokens');
      await expect(page.getByText(words.tokens.empty)).toBeVisible();
      await page.getByRole('button', { name: words.tokens.create }).click();
      await expect(page.getByRole('dialog').getByLabel(words.tokens.name)).toBeVisible();
    },
  },
  {
    name: 'audit',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/settings/audit');
      await expect(page.getByText(words.audit.intact)).toBeVisible();
      await expect(page.getByRole('table').getByRole('link').first()).toBeVisible();
    },
  },
  {
    name: 'outgoing-mails',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/settings/outgoing-mails');
      await expect(page.getByText(words.outgoingMails.empty, { exact: true })).toBeVisible();
    },
  },
  {
    name: 'audit-nothing-found',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/settings/audit?from=2099-01-01');
      await expect(page.getByText(words.audit.empty, { exact: true })).toBeVisible();
    },
  },
  {
    name: 'access',
    signIn: asAdmin,
    open: async (page, words) => {
      await page.goto('/settings/access');
      await expect(page.getByText(words.access.holds)).toBeVisible();
    },
  },
  {
    name: 'settings-not-allowed',
    signIn: signInStaff,
    open: async (page, words) => {
      await page.goto('/settings/audit');
      await heading(page, words.noSuchPage);
    },
  },
  {
    name: 'portal-my-data',
    signIn: signInClient,
    open: async (page, words) => {
      await page.goto(`${PORTAL}/my-data`);
      await heading(page, words.ownData.title);
      await expect(page.getByText(words.sessions.this, { exact: true })).toBeVisible();
    },
  },
  at('calendar', '/bookings?of=all', signInStaff),
  at('calendar-day', '/bookings?view=day&of=all', signInStaff),
  at('calendar-month', '/bookings?view=month', signInStaff),
  at('calendar-list', '/bookings?view=list', signInStaff),
  at('mail-settings', '/mail/settings', signInStaff),
  at('text-templates', '/mail/templates', signInStaff),
  at('groups', '/members/groups', signInStaff),
  at('watchlist', '/members/watchlist', signInStaff),
  at('settings-sign-in', '/settings/sign-in', asAdmin),
  at('settings-deletion-routine', '/settings/deletion-routine', asAdmin),
  at('settings-assignment', '/settings/assignment', asAdmin),
  at('settings-direct-messages', '/settings/direct-messages', asAdmin),
  at('settings-working-time', '/settings/working-time', asAdmin),
  at('settings-channels', '/settings/channels', asAdmin),
  at('settings-bookings', '/settings/bookings', asAdmin),
  at('channels', '/appointments/channels', signInStaff),
  at('services', '/appointments/services', asBookable),
  at('booking-times', '/appointments/times', asBookable),
  at('absences', '/appointments/absences', signInStaff),
  at('portal-documents', `${PORTAL}/documents`, signInClient),
  at('portal-appointments', `${PORTAL}/appointments`, signInClient),
  at('portal-group-appointments', `${PORTAL}/group-appointments`, signInClient),
  at('portal-book', `${PORTAL}/book`, signInClient),
  at('portal-book-way', `${PORTAL}/book`, whereSomethingIsBookable),
  at('portal-book-person', `${PORTAL}/book?by=phone`, whereSomethingIsBookable),
  {
    name: 'portal-book-time',
    signIn: whereSomethingIsBookable,
    open: async (page) => {
      await page.goto(`${PORTAL}/book?by=phone&with=any`);
      await page.getByRole('main').getByRole('radio').first().check();
    },
  },
  {
    name: 'portal-book-held',
    signIn: whereSomethingIsBookable,
    open: async (page, words) => {
      await page.goto(`${PORTAL}/book?by=phone&with=any`);
      await page.getByRole('main').getByRole('radio').first().check();
      await page.getByRole('button', { name: words.booking.hold }).click();
      await heading(page, words.booking.almost);
    },
  },
  {
    name: 'portal-move-appointment',
    signIn: async (page, words) => {
      await setBookingRules(page, { notice_hours: 0 });
      await whereSomethingIsBookable(page, words);
      await page.goto(`${PORTAL}/book?by=phone&with=any`);
      await page.getByRole('main').getByRole('radio').first().check();
      await page.getByRole('button', { name: words.booking.hold }).click();
      await page.getByRole('button', { name: words.booking.book, exact: true }).click();
      await heading(page, words.booking.mine);
    },
    open: async (page, words) => {
      await page.goto(`${PORTAL}/appointments`);
      await page.getByRole('link', { name: words.booking.move }).first().click();
      await page.getByRole('main').getByRole('radio').first().check();
    },
  },
  at('chats', '/chats', signInStaff),
  at('portal-chats', `${PORTAL}/chats`, signInClient),
  at('portal-messages', `${PORTAL}/messages`, signInClient),
  {
    name: 'client',
    signIn: asAdmin,
    open: async (page) => {
      await page.goto('/members?whose=all&q=Seestern');
      await page.getByRole('link', { name: 'Seestern', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Seestern', level: 1 })).toBeVisible();
      await settled(page);
    },
  },
  {
    name: 'portal-unknown-facility',
    open: async (page, words) => {
      await page.goto('/p/nirgendwo');
      await expect(page.getByText(words.unknownFacility)).toBeVisible();
    },
  },
];

/** So many at most: the tests of a role then run side by side. */
const AT_ONCE = 6;

/** Views of the same people, who sign in once for all of them. */
const groups = [...new Set(VIEWS.map((view) => view.signIn))].flatMap((signIn) => {
  const views = VIEWS.filter((view) => view.signIn === signIn);
  const tests = Math.ceil(views.length / AT_ONCE);
  const size = Math.ceil(views.length / tests);
  return Array.from({ length: tests }, (_, index) => ({ signIn, views: views.slice(index * size, (index + 1) * size) }));
});

async function look(page: Person, view: View, phone: boolean): Promise<void> {
  const wide = phone ? 390 : 1440;
  const narrow = phone ? 320 : 900;
  for (const language of ['de', 'en'] as const) {
    const words = WORDS[language];
    // As the menu does. Each view begins by going somewhere, which reads it.
    await page.evaluate((tag) => {
      if (self.origin !== 'null') localStorage.setItem('beistand.language', tag);
    }, language);
    // Opened at the one width and drawn to the other, once in each direction.
    const widths = language === 'de' ? [wide, narrow] : [narrow, wide];
    for (const width of widths) {
      await page.setViewportSize({ width, height: phone ? 844 : 900 });
      if (width === widths[0]) await view.open(page, words);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectNoSidewaysScrolling(page);
        await expectAccessible(page, { colours: colorScheme === 'dark' });
        await keepScreenshot(page, `${view.name}.${language}.${colorScheme}.${width}`);
      }
    }
  }
  // Twice as big is half as much room, in height as well.
  await page.setViewportSize({ width: phone ? 320 : 720, height: 450 });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expectNoSidewaysScrolling(page);
  await expectNoMotion(page);
  await keepScreenshot(page, `${view.name}.own-colours`);
  await page.emulateMedia({ forcedColors: 'none' });
}

for (const { signIn, views } of groups) {
  test(`accessible and readable: ${views.map((view) => view.name).join(', ')}`, async ({ person }, info) => {
    // As patient with each of them as with any test.
    test.setTimeout(info.timeout * views.length);
    const phone = info.project.name.startsWith('phone');
    const page = await person({ language: 'de' });
    await signIn?.(page, WORDS.de);
    const wrong: string[] = [];
    for (const view of views) {
      // One that fails keeps none of the others from being looked at.
      await test.step(view.name, () => look(page, view, phone)).catch((error: Error) => wrong.push(`${view.name}: ${error.stack}`));
    }
    expect(wrong).toEqual([]);
  });
}
