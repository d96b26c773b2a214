import { defineConfig } from '@playwright/test';
import type { Options } from './support/test.ts';

export default defineConfig<Options>({
  testDir: '.',
  // Ends with a search of the servers' logs for everybody and everything.
  globalSetup: './support/log.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // Patience with a slow machine, not a measure of speed.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    browserName: 'chromium',
    // A fifth of the time of every test; `just e2e NAME --trace on` has it of the one that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.BEISTAND_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // There is no world outside; https is answered in support/test.ts.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        // A camera and a microphone that are none, for who may use them: before a video call.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
  projects: [
    {
      name: 'desktop-de',
      use: { language: 'de', locale: 'de-DE', viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone-en',
      use: {
        language: 'en',
        locale: 'en-GB',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        deviceScaleFactor: 2,
      },
    },
  ],
});
