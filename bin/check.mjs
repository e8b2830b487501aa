// `npm run check`: types, lint, format, unused code, lockfile, migration drift, curriculum. Runs all of them, then says which failed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const run = (command, ...args) =>
  spawnSync(process.execPath, [join('node_modules', ...command.split('/')), ...args], { encoding: 'utf8' });
const passedIf = ({ status, stdout, stderr }) => ({ ok: status === 0, said: `${stdout}${stderr}` });

const checks = {
  types: () => passedIf(run('typescript/bin/tsc', '--noEmit')),
  'types of the page': () =>
    passedIf(run('typescript/bin/tsc', '--noEmit', '-p', 'local-discord/page/client')),
  'lint and format': () => passedIf(run('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')),
  'promises awaited': () =>
    passedIf(
      run(
        'oxlint/bin/oxlint',
        '--type-aware',
        '-A',
        'all',
        '-D',
        'typescript/no-floating-promises',
        'bench',
        'bin',
        'commands',
        'src',
        'local-discord',
        'test',
      ),
    ),
  'unused code': () => passedIf(run('knip/bin/knip.js', '--no-progress')),
  lockfile: checkLockfile,
  'migration drift': checkDrift,
  curriculum: () =>
    passedIf(spawnSync(process.execPath, ['bin/run.mjs', 'curriculum', 'check'], { encoding: 'utf8' })),
};

/** A lockfile that installs everywhere: each optional platform package has an entry, and none says where it was downloaded from. */
function checkLockfile() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const isLocked = (name, dependent) => {
    for (
      let folder = dependent;
      ;
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
    ) {
      if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
      if (!folder) return false;
    }
  };
  const faults = Object.entries(packages).flatMap(([path, entry]) => [
    ...(entry.resolved ? [`${path} records a download address: remove it with npm install`] : []),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter(name => !isLocked(name, path))
      .map(name => `${name}, wanted by ${path || 'the project'}, has no entry: npm ci would stop`),
  ]);
  return { ok: faults.length === 0, said: faults.join('\n') };
}

/** drizzle-kit ends with 0 even when it finds changes, or can't ask about a rename: only its words count. */
function checkDrift() {
  // Inside the project, since drizzle-kit takes its folder relative to it; a copy, since it would write.
  mkdirSync('dist', { recursive: true });
  const copy = mkdtempSync(join('dist', 'drift-'));
  try {
    cpSync('migrations', copy, { recursive: true });
    const { stdout, stderr } = run(
      'drizzle-kit/bin.cjs',
      'generate',
      '--dialect',
      'postgresql',
      '--schema',
      './src/store/schema.ts',
      '--out',
      relative('.', copy),
    );
    return { ok: stdout.includes('No schema changes'), said: `${stdout}${stderr}\nRun: npm run migration` };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const { ok, said } = check();
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  if (!ok) {
    failed += 1;
    console.log(said.trim());
  }
}
console.log(`\n${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
