import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**'],
    setupFiles: ['test/setup.ts'],
    // mathjs takes seconds to import: forks that are kept share it between files.
    pool: 'forks',
    isolate: false,
    // Vitest leaves a core to itself; two are what a small machine has.
    maxWorkers: 2,
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['impl/**/*.ts', 'reference/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 98, branches: 98 },
    },
  },
})

export default config
