import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { say } from '../../src/cards/reply.ts';
import { type ChannelValue, customIdOf, defineCommand, pressOf } from '../../src/discord/define-command.ts';
import { loadCommands } from '../../src/discord/load-commands.ts';
import { projectRoot } from '../../src/root.ts';

test('the wrong name or kind of an option doesn’t compile', () => {
  const command = defineCommand({
    description: 'Try',
    who: 'everyone',
    where: ['server'],
    options: {
      name: { type: 'text', description: 'Required', required: true },
      note: { type: 'text', description: 'Optional' },
      channel: { type: 'channel', description: 'Required', required: true },
      role: { type: 'role', description: 'Optional' },
    },
    run({ options }) {
      expectTypeOf(options.name).toEqualTypeOf<string>();
      expectTypeOf(options.note).toEqualTypeOf<string | undefined>();
      expectTypeOf(options.channel).toEqualTypeOf<ChannelValue>();
      expectTypeOf(options.role).toEqualTypeOf<string | undefined>();
      // @ts-expect-error There is no option of that name.
      void options.nmae;
      return say(options.name);
    },
  });
  defineCommand({
    description: 'Nobody is named',
    // @ts-expect-error Whom it is for must be one of the words of core/access.
    who: 'friends',
    where: ['server'],
    run: () => say('x'),
  });
  // @ts-expect-error A command that doesn't declare who may use it is none.
  defineCommand({ description: 'Nobody is named', where: ['server'], run: () => say('x') });
  expect(command).toMatchObject({ buttons: {}, forms: {}, who: 'everyone' });
});

test('an id of a button is read back as it was made', () => {
  const word = fc.stringMatching(/^[a-z][a-z-]{0,15}$/);
  fc.assert(
    fc.property(word, word, fc.stringMatching(/^[\w./#: -]{0,60}$/), (command, action, argument) => {
      expect(pressOf(customIdOf({ command, action, argument }))).toEqual({ command, action, argument });
    }),
  );
  expect(pressOf(customIdOf({ command: 'cohort/create', action: 'go' }))).toEqual({
    command: 'cohort/create',
    action: 'go',
    argument: '',
  });
});

test('an id that Discord wouldn’t take is a mistake of ours, and one that we never made is none', () => {
  expect(() => customIdOf({ command: 'a', action: 'b', argument: 'x'.repeat(97) })).toThrow(
    /a:b is 101 characters/,
  );
  for (const id of ['', ':', '::', 'A:b:c', 'a:b', '1:2:3', 'a:b:\n', 'a:b:\0', `a:b:${'x'.repeat(91)}`]) {
    expect.soft(pressOf(id), id).toBeUndefined();
  }
});

const good = (folder: string) =>
  `import { defineCommand } from ${JSON.stringify(pathToFileURL(join(projectRoot(), 'src/discord/define-command.ts')).href)};
export default defineCommand({ description: '${folder}', who: 'everyone', where: ['server'], run: () => ({}) });\n`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-commands-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

test('a file is a command, a folder one with subcommands, and what begins with an underscore is neither', async () => {
  const folder = await folderWith({
    'hello.ts': good('hello'),
    '_shared.ts': 'export default 1;',
    'README.md': 'words',
    'group/_about.ts': "export default { description: 'A group' };",
    'group/go.ts': good('go'),
  });
  const { commands, groups } = await loadCommands(folder);
  expect([...commands.keys()].sort()).toEqual(['group go', 'hello']);
  expect([...groups]).toEqual([['group', 'A group']]);
});

test('promise 5: a file that doesn’t declare who may use it, and where, stops the start', async () => {
  const bare = (fields: string) => `export default { description: 'x', run: () => ({}), ${fields} };`;
  for (const text of ['export const x = 1;', bare(''), bare("who: 'everyone'"), bare("where: ['server']")]) {
    await expect(loadCommands(await folderWith({ 'hello.ts': text }))).rejects.toThrow(
      /hello\.ts must export default defineCommand/,
    );
  }
  await expect(loadCommands(await folderWith({ 'group/go.ts': good('go') }))).rejects.toThrow();
});

test('promise 5: every command and each of its buttons says who may use it', async () => {
  const { commands } = await loadCommands();
  const whos = ['everyone', 'member', 'moderator', 'admin'];
  for (const [line, command] of commands) {
    expect.soft(whos, line).toContain(command.who);
    expect.soft(command.where.length, line).toBeGreaterThan(0);
    for (const [action, step] of [...Object.entries(command.buttons), ...Object.entries(command.forms)]) {
      expect.soft(whos, `${line}:${action}`).toContain(step.who);
      expect.soft(customIdOf({ command: line.replace(' ', '/'), action }).length).toBeLessThan(60);
    }
  }
});
