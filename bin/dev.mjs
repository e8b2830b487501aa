// `npm run dev`: the playground, started again whenever a source changes; it follows the curriculum by itself.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

const folders = ['bin', 'commands', 'src', 'local-discord', 'migrations'];
let child;
let timer;
let stopping = false;
let restarting = false;

function start() {
  child = spawn(process.execPath, ['bin/run.mjs', 'playground', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  child.once('exit', () => {
    if (stopping) process.exit(0);
    child = undefined;
    if (restarting) {
      restarting = false;
      start();
    }
  });
}

function restart() {
  console.log('\nSomething changed: starting again.');
  if (!child) return start();
  restarting = true;
  child.kill('SIGTERM');
}

// An editor saves in several steps: wait for the last of them.
const restartSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(restart, 300);
};
for (const folder of folders) watch(folder, { recursive: true }, restartSoon);
// What runs follows its curriculum; what could not start because of a fault in it waits for the fault to be mended.
watch(process.env.CURRICULUM_DIR || 'curriculum', { recursive: true }, () => {
  if (!child) restartSoon();
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    if (child) child.kill('SIGTERM');
    else process.exit(0);
  });
}
start();
