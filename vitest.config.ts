import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'local-discord/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // One process may hold many files: nothing here keeps state in modules, and discord.js takes 0.4 s to import.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
