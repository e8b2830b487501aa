/** The stories that need a browser: slower than everything else, so they are not called tests and `npm test` leaves them out. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.story.ts'],
    globalSetup: ['test/browser/demand-browser.ts', 'test/support/global-setup.ts'],
    // One browser at a time: two cores are enough for it, the bot and Postgres, but not for several of each.
    fileParallelism: false,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
