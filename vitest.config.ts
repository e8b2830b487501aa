import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'local-discord/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // One process may hold many files: nothing here keeps state in modules, and discord.js takes 0.4 s to import.
    isolate: false,
    // Many tests wait (for sockets, for Discord's three seconds), so more of them than cores go on at once.
    maxWorkers: 3,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
