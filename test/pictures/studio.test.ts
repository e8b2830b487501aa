import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import type { CalendarFacts } from '../../src/pictures/calendar.ts';
import { createStudio, NotDrawn } from '../../src/pictures/studio.ts';
import { projectRoot } from '../../src/root.ts';

/** Does what the title says: `die`, `hang`, `letters`, `slow`, or answers with one byte: how many it was asked for so far. */
const pretender = `
  const { parentPort } = require('node:worker_threads');
  let asked = 0;
  parentPort.on('message', ({ facts: { title } }) => {
    asked += 1;
    const png = { png: new Uint8Array([asked]) };
    if (title === 'die') process.exit(1);
    if (title === 'throw') throw new Error('a fault of the worker');
    if (title === 'hang') for (;;);
    if (title === 'letters') return parentPort.postMessage({ reason: 'letters' });
    if (title === 'slow') return setTimeout(() => parentPort.postMessage(png), 200);
    parentPort.postMessage(png);
  });`;

const facts = (title: string): CalendarFacts => ({
  ...{ title, zone: 'UTC', today: asStudyDay('2026-11-23'), days: [], rests: [] },
});

function openStudio(limits: Partial<Parameters<typeof createStudio>[0]> = {}) {
  const hired: Worker[] = [];
  const studio = createStudio({ mostWaiting: 4, patienceMs: 20_000, stuckMs: 20_000, ...limits }, () => {
    const worker = new Worker(pretender, { eval: true });
    hired.push(worker);
    return worker;
  });
  onTestFinished(() => studio.stop());
  const draw = (title: string) =>
    studio.draw('calendar', facts(title)).then(
      ([byte]) => byte,
      (error: unknown) => (error instanceof NotDrawn ? error.reason : error),
    );
  return { studio, hired, draw };
}

test('nobody is hired before the first picture, and all pictures are drawn by the same one, in order', async () => {
  const { hired, draw } = openStudio();
  expect(hired).toHaveLength(0);
  expect(await Promise.all(['a', 'slow', 'c'].map(draw))).toEqual([1, 2, 3]);
  expect(hired).toHaveLength(1);
});

test.each(['die', 'throw'])('a worker that ends (%s) costs one picture; the next one is drawn', async how => {
  const { hired, draw } = openStudio();
  expect(await Promise.all([how, 'next'].map(draw))).toEqual(['failed', 1]);
  expect(hired).toHaveLength(2);
  expect(await draw('later')).toBe(2);
});

test('a worker that is stuck is ended, and another goes on', async () => {
  const { draw } = openStudio({ stuckMs: 2_000 });
  expect(await Promise.all(['hang', 'next'].map(draw))).toEqual(['failed', 1]);
});

test('a picture that needs letters which no font has is told apart from a failure', async () => {
  const { draw } = openStudio();
  expect(await draw('letters')).toBe('letters');
});

test('when too many wait, one more is refused at once, and those before it get theirs', async () => {
  const { draw } = openStudio({ mostWaiting: 2 });
  expect(await Promise.all(['slow', 'b', 'c', 'd', 'e'].map(draw))).toEqual([1, 2, 3, 'busy', 'busy']);
  expect(await draw('f')).toBe(4);
});

test('whoever waits too long is told so in time, and what has waited in vain is never drawn', async () => {
  const { draw } = openStudio({ patienceMs: 150 });
  // A thread needs longer than that to start on a busy machine: then the first is slow, too.
  await draw('warm');
  await sleep(500);
  expect(await Promise.all(['slow', 'b', 'c'].map(draw))).toEqual(['slow', 'slow', 'slow']);
  await sleep(500);
  expect(await draw('d')).toBe(3);
});

test('stopping ends the worker and what waits for it; a picture asked for afterwards starts another', async () => {
  const { studio, hired, draw } = openStudio();
  const waiting = Promise.all(['hang', 'b'].map(draw));
  const ended = new Promise(resolve => hired[0]?.once('exit', resolve));
  await studio.stop();
  expect(await waiting).toEqual(['stopped', 'stopped']);
  await ended;
  expect(await draw('c')).toBe(1);
  expect(hired).toHaveLength(2);
});

test('a machine on which no thread can start gets words, each time', async () => {
  const studio = createStudio({ mostWaiting: 4, patienceMs: 5_000, stuckMs: 5_000 }, () => {
    throw new Error('no threads here');
  });
  for (const title of ['a', 'b'])
    await expect(studio.draw('calendar', facts(title))).rejects.toMatchObject({ reason: 'failed' });
});

test('the bot itself never loads what draws: not the canvas, not the fonts, no painter', async () => {
  const root = projectRoot();
  const commands = readdirSync(join(root, 'commands'), { recursive: true, encoding: 'utf8' });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [
      'bin/lockstep.ts',
      ...commands.filter(file => file.endsWith('.ts')).map(file => `commands/${file}`),
    ],
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', write: false, metafile: true },
    outdir: 'unwritten',
  });
  const loaded = Object.keys(metafile.inputs).filter(path => path.startsWith('src/pictures/'));
  expect(loaded).toContain('src/pictures/studio.ts');
  expect(loaded.filter(path => /(canvas|fonts|pen|painters|worker|-paint)\.ts$/.test(path))).toEqual([]);
});
