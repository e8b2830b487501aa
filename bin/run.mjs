// Starts one of bin/*.ts: builds first when a source is newer than the last build. Plain JavaScript, since it runs before any build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const name = process.argv[2] ?? '';
const targets = { 'test-crash': 'test/crash/run' };
const stamp = join(root, 'dist', '.tsbuildinfo');

/** When the newest source below a folder was changed, in ms since 1970. */
function newest(folder) {
  let latest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else if (entry.name.endsWith('.ts')) latest = Math.max(latest, statSync(path).mtimeMs);
  }
  return latest;
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const folders = ['bin', 'commands', 'src', 'local-discord', 'bench', 'test/crash'].map(folder =>
    join(root, folder),
  );
  const files = ['tsconfig.json', 'tsconfig.build.json', 'package.json'].map(file => join(root, file));
  return (
    folders.filter(existsSync).some(folder => newest(folder) > built) ||
    files.filter(existsSync).some(file => statSync(file).mtimeMs > built)
  );
}

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
// Without a compiler (an image holds only what runs) what was built is what there is.
if (existsSync(compiler) && isStale()) {
  const built = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
    cwd: root,
  });
  if (built.status !== 0) {
    // Or the next start would take what is there for a good build.
    rmSync(stamp, { force: true });
    process.exit(built.status ?? 1);
  }
}
process.argv.splice(1, 2, join(root, 'dist', `${targets[name] ?? `bin/${name}`}.js`));
await import(pathToFileURL(process.argv[1]).href);
