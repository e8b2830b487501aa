import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCurriculumCommand } from '../../../src/curriculum/command-line.ts';
import { sample, type Texts, writeFolder } from '../sample.ts';

async function open(texts: Texts = sample) {
  const folder = await writeFolder(texts);
  return {
    folder,
    file: (name: string) => join(folder, name),
    read: (name: string) => readFile(join(folder, name), 'utf8').catch(() => undefined),
    async run(...words: readonly string[]) {
      const lines: string[] = [];
      const print = (line: string) => lines.push(line);
      const code = await runCurriculumCommand(words, { folder, print, today: '2026-11-29' });
      return { code, said: lines.join('\n') };
    },
  };
}

const gift = `::https-port:: Which port does HTTPS use unless the address names another? {
=443#That is what IANA lists for HTTP over TLS.
~80#That one is listed for HTTP without TLS.
~8080#Many proxies use it, but no browser guesses it.
}

::open-one:: Tell what a port is. {}
`;

test('an import shows first, writes only when told and nothing was refused, and changes nothing the second time', async () => {
  const { file, read, run } = await open();
  await writeFile(file('new.gift'), gift);
  const before = await read('lessons/net/ports.quiz.yml');
  const words = ['import', 'gift', file('new.gift'), '--lesson', 'net/ports'];
  const dry = await run(...words);
  expect(dry.code).toBe(1);
  expect(dry.said).toMatch(/^1 +imported +https-port$/m);
  expect(dry.said).toMatch(/^7 +refused +open-one +An open question has no key\./m);
  expect(dry.said).toContain(
    '1 imported, 1 refused.\nNothing was written. Mend what was refused and say the same again with --write, or leave it out with --write --without-refused.',
  );
  const held = await run(...words, '--write');
  expect(held).toMatchObject({ code: 1 });
  expect(held.said).toContain('Nothing was written, since something was refused.');
  expect(await read('lessons/net/ports.quiz.yml')).toBe(before);

  const written = await run(...words, '--write', '--without-refused');
  expect(written.said).toContain('lessons/net/ports.quiz.yml.');
  const after = await read('lessons/net/ports.quiz.yml');
  expect(after?.startsWith(before?.trimEnd() ?? 'x')).toBe(true);
  expect(after).toContain('id: https-port');
  expect((await run('check')).said).toContain('13 questions');
  const again = await run(...words, '--write', '--without-refused');
  expect(again.said).toContain('1 the same, 1 refused.\nThere is nothing to write.');
  expect(await read('lessons/net/ports.quiz.yml')).toBe(after);
});

test('questions without reasons wait as drafts outside the bank, and move in when their reasons are written', async () => {
  const { file, read, run } = await open();
  await writeFile(
    file('new.txt'),
    'Which port does HTTPS use by default?\nA. 80\nB. 443\nC. 22\nANSWER: B\n',
  );
  const written = await run('import', 'aiken', file('new.txt'), '--lesson', 'net/ports', '--write');
  expect(written).toMatchObject({ code: 0 });
  const drafts = (await read('drafts/net/ports.quiz.yml')) ?? '';
  expect(drafts).toContain('id: which-port-does-https-use-by');
  expect((await run('check')).said).toContain('12 questions');
  await writeFile(
    file('drafts/net/ports.quiz.yml'),
    drafts.replace(/^( +)(text: .*)$/gm, '$1$2\n$1why: That is what the list of ports says of it.'),
  );
  const moved = await run(
    'import',
    'bank',
    file('drafts/net/ports.quiz.yml'),
    '--lesson',
    'net/ports',
    '--write',
  );
  expect(moved.said).toContain('1 imported.');
  expect(await read('drafts/net/ports.quiz.yml')).toBeUndefined();
  expect((await run('check')).said).toContain('13 questions');
});

test('what an import can’t begin with is said in a sentence, and nothing is written', async () => {
  const { file, folder, run } = await open();
  await writeFile(file('a.gift'), gift);
  await writeFile(file('b.gift'), new Uint8Array([0xff, 0xfe, 0x00]));
  await writeFile(file('c.gift'), '');
  const files = await readdir(folder);
  for (const [words, said] of [
    [['gift', file('none.gift'), '--lesson', 'net/ports'], /can’t be read \(ENOENT\)\. Check its name\./],
    [['gift', file('b.gift'), '--lesson', 'net/ports'], /is not UTF-8 text/],
    [['gift', file('c.gift'), '--lesson', 'net/ports'], /Nothing that could be imported/],
    [['gift', file('a.gift')], /Say which lesson/],
    [
      ['gift', file('a.gift'), '--lesson', 'net/port'],
      /There is no lesson “net\/port”\. Did you mean "net\/ports"\?/,
    ],
  ] as const) {
    const { code, said: heard } = await run('import', ...words, '--write');
    expect.soft(code).toBe(1);
    expect.soft(heard).toMatch(said);
  }
  expect(await readdir(folder)).toEqual(files);
  expect((await run('import', 'moodle', 'x')).code).toBe(2);
});

test('links of an awesome list go into the catalogue once', async () => {
  const { file, read, run } = await open();
  await writeFile(
    file('list.md'),
    '- [A page](https://example.org/a)\n- [Another](https://example.org/b) - words\n',
  );
  expect((await run('import', 'awesome-list', file('list.md'), '--write')).said).toContain('2 imported.');
  const after = await read('resources.yml');
  expect(after).toContain('url: https://example.org/b');
  expect((await run('import', 'awesome-list', file('list.md'), '--write')).said).toContain('2 the same.');
  expect(await read('resources.yml')).toBe(after);
});

test('a new lesson is begun once, from the catalogue where that knows it, and check says what is missing', async () => {
  const catalogue =
    '- { id: net/dns, title: Names, level: beginner, prerequisites: [net/ports], teaches: How names are found, nodes: [first-steps/two] }\n';
  const { read, run } = await open({ ...sample, 'catalogue.yml': catalogue });
  const begun = await run('new', 'lesson', 'net/dns');
  expect(begun.said).toContain('List it in a node of a pathway: first-steps/two.');
  expect(await read('lessons/net/dns.md')).toContain('title: Names');
  const { code, said } = await run('check');
  expect(code).toBe(1);
  expect(said).toMatch(/lessons\/net\/dns\.md:\d+ {2}The section "Concept" is empty\. Write it\./);
  expect(said).toMatch(/lessons\/net\/dns\.quiz\.yml:\d+ /);
  expect(await run('new', 'lesson', 'net/dns')).toMatchObject({
    code: 1,
    said: expect.stringContaining('already'),
  });
  expect(await run('new', 'lesson', 'DNS')).toMatchObject({
    code: 1,
    said: expect.stringContaining('domain/slug'),
  });
});

test('an export names its questions, and what it can’t do', async () => {
  const { file, read, run } = await open();
  expect((await run('export', 'gift', file('out.gift'))).said).toMatch(/^12 questions written to /);
  expect(await read('out.gift')).toContain('$CATEGORY: net/ports');
  expect((await run('export', 'anki', file('out.txt'), 'net/sockets')).code).toBe(0);
  const notes = (await read('out.txt'))?.split('\n') ?? [];
  expect(notes.slice(0, 3)).toEqual(['#separator:tab', '#html:true', '#guid column:1']);
  expect(
    notes.filter(line => !line.startsWith('#') && line !== '').every(line => line.split('\t').length === 5),
  ).toBe(true);
  expect(await run('export', 'gift', file('out.gift'), 'net/sock')).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no lesson'),
  });
  expect(await run('export', 'gift', file('no/such/folder'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('ENOENT'),
  });
});

test('links are asked politely, and what was found is kept with the day', async () => {
  const asked: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    expect.soft(request.headers['user-agent']).toContain('Lockstep');
    const answer = (status: number, headers = {}) =>
      setTimeout(() => {
        atOnce -= 1;
        response.writeHead(status, headers).end();
      }, 10);
    if (request.url === '/gone') answer(404);
    else if (request.url === '/old') answer(301, { location: '/new' });
    else if (request.url === '/shy') answer(request.method === 'HEAD' ? 405 : 200);
    else if (request.url === '/shut') answer(403);
    else answer(200);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const entries = ['fine', 'gone', 'old', 'shy', 'shut'].map(
    id => `- { id: ${id}, title: ${id}, url: "http://127.0.0.1:${port}/${id}", kind: docs }\n`,
  );
  const list = sample['resources.yml'].trimEnd();
  const { read, run } = await open({
    ...sample,
    'resources.yml': `${list.replace(/url: .*/, 'url: null')}\n${entries.join('')}`,
  });
  const first = await run('links', '--pause', '5');
  expect(first.code).toBe(1);
  expect(first.said).toContain(
    '2 ok, 1 moved, 1 dead, 1 unsure. Kept with today’s date in link-checks.json.',
  );
  expect(first.said).toMatch(
    new RegExp(`moved +old +http://127.0.0.1:${port}/old +http://127.0.0.1:${port}/new`),
  );
  expect(mostAtOnce).toBe(1);
  const kept = JSON.parse((await read('link-checks.json')) ?? '');
  expect(
    kept.map((one: { id: string; status: string; checked: string }) => [one.id, one.status, one.checked]),
  ).toEqual([
    ['fine', 'ok', '2026-11-29'],
    ['gone', 'dead', '2026-11-29'],
    ['old', 'moved', '2026-11-29'],
    ['shut', 'unsure', '2026-11-29'],
    ['shy', 'ok', '2026-11-29'],
  ]);
  const count = asked.length;
  expect((await run('links', '--pause', '5')).said).toContain('Every link was looked at within 30 days.');
  expect(asked.length).toBe(count);
  expect((await run('links', '--pause', '5', '--days', '0')).code).toBe(1);
  expect(asked.length).toBeGreaterThan(count);
  expect((await run('links', '--pause', 'soon')).code).toBe(2);
});
