// What the app costs in the browser: `just bench-app` prints figures and demands nothing of them.

import base from './playwright.config.ts';

export default {
  ...base,
  testDir: './bench',
  testMatch: '*.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 600_000,
  reporter: 'line',
  projects: (base.projects ?? []).filter((one) => one.name === 'desktop-de'),
};
