import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, type ProjectFile, sourceFiles, withoutComments } from './files.ts';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** Of our own files a path from the project's folder, of a library its name. */
function importsOf(file: ProjectFile): Import[] {
  const { text } = withoutComments(file);
  const found = [
    ...text.matchAll(/^(?:import|export)\b([^'";]*?)from\s+'([^']+)'/gm),
    ...text.matchAll(/^import\b()\s+'([^']+)'/gm),
    ...text.matchAll(/\bimport\(()\s*'([^']+)'/g),
  ];
  return found.map(([, what = '', target = '']) => ({
    from: file.path,
    to: target.startsWith('.') ? normalize(join(dirname(file.path), target)) : target,
    isTypeOnly: /^\s*type\s/.test(what),
  }));
}

interface Room {
  /** Patterns of our own files; a room may always import itself. */
  readonly ours: readonly RegExp[];
  readonly libraries: RegExp;
}

const core = /^src\/core\//;
const store = /^src\/store\/[\w-]+\.ts$/;
const cards = /^src\/cards\//;
const pictures = /^src\/pictures\//;
const curriculum = /^src\/curriculum\//;
const curriculumTypes = /^src\/curriculum\/types\.ts$/;

/** Who may import whom, from DESIGN, section 2. */
const rooms: Readonly<Record<string, Room>> = {
  'src/core/': { ours: [], libraries: /^(temporal-polyfill|ts-fsrs|node:crypto)$/ },
  'src/store/': { ours: [core, /^src\/root\.ts$/], libraries: /^(drizzle-orm(\/.*)?|postgres|zod|node:.*)$/ },
  'src/curriculum/': {
    ours: [core],
    libraries:
      /^(yaml|js-yaml|zod|minisearch|gift-pegjs|node:(buffer|crypto|fs|fs\/promises|path|timers\/promises|util))$/,
  },
  'src/cards/': { ours: [core, curriculumTypes], libraries: /^$/ },
  'src/pictures/': {
    ours: [core, /^src\/cards\/(day-)?words\.ts$/],
    libraries: /^(@napi-rs\/canvas|@fontsource\/.*|node:.*)$/,
  },
  'src/discord/': {
    ours: [core, store, cards, curriculumTypes],
    libraries: /^(discord\.js|@discordjs\/rest|pino|node:(fs\/promises|path|url))$/,
  },
  'src/jobs/': {
    ours: [core, store, curriculum, cards, pictures, /^src\/discord\/send\.ts$/, /^src\/clock\.ts$/],
    libraries: /^(node-cron|pino|node:timers\/promises)$/,
  },
  'src/http/': { ours: [], libraries: /^(prom-client|node:(http|net))$/ },
  'commands/': {
    ours: [core, store, curriculum, cards, pictures, /^src\/discord\/define-command\.ts$/],
    libraries: /^(node:crypto|ical-generator|ical\.js)$/,
  },
  'local-discord/': {
    ours: [],
    libraries: /^(?!discord\.js|@discordjs\/|drizzle|postgres|pino|node-cron|temporal-polyfill|yaml)/,
  },
};

/** These belong to no room and may be imported by bin/, tests, one another, and whom the table names. */
const outside = ['clock', 'config', 'log', 'main', 'root', 'run'].map(name => `src/${name}.ts`);

const roomOf = (path: string) => Object.keys(rooms).find(room => path.startsWith(room));

test('every source file stands in a room of the house', () => {
  const strangers = sourceFiles('src', 'commands', 'local-discord').filter(
    ({ path }) => roomOf(path) === undefined && !outside.includes(path),
  );
  expect(strangers.map(({ path }) => path)).toEqual([]);
  for (const room of Object.keys(rooms).filter(room => room !== 'src/pictures/')) {
    expect.soft(listFiles(new RegExp(`^${room}`)).length, room).toBeGreaterThan(0);
  }
});

test('a room imports only what it may', () => {
  const broken = sourceFiles('src', 'commands', 'local-discord').flatMap(file => {
    const name = roomOf(file.path);
    const room = name === undefined ? undefined : rooms[name];
    if (!room || name === undefined) return [];
    return importsOf(file).filter(({ to }) => {
      const isOurs = /^(src|commands|local-discord|bin|test|bench)\//.test(to);
      if (!isOurs) return !room.libraries.test(to);
      return !to.startsWith(name) && !room.ours.some(pattern => pattern.test(to));
    });
  });
  expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('cards and the wire know the curriculum by its types only', () => {
  const broken = sourceFiles('src/cards', 'src/discord', 'src/pictures')
    .flatMap(importsOf)
    .filter(({ to, isTypeOnly }) => to.startsWith('src/curriculum/') && !isTypeOnly);
  expect(broken).toEqual([]);
});

test('commands share only what begins with an underscore', () => {
  const broken = sourceFiles('commands')
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('commands/') && !/\/_[\w-]+\.ts$/.test(to));
  expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('the bot and the local Discord meet in bin/ and tests only', () => {
  const broken = sourceFiles('src', 'commands', 'local-discord')
    .flatMap(importsOf)
    .filter(({ from, to }) =>
      from.startsWith('local-discord/') ? /^(src|commands)\//.test(to) : to.startsWith('local-discord/'),
    );
  expect(broken).toEqual([]);
});

test('the rules are pure: they read no clock, throw no dice and wait for nothing', () => {
  const impure =
    /\b(await|async|Promise|Math\.random|random(Bytes|Int|UUID)|process|console|setTimeout|fetch|performance)\b/;
  const broken = sourceFiles('src/core')
    .map(withoutComments)
    .flatMap(({ path, text }) => {
      const found = impure.exec(text);
      return found ? [`${path}: ${found[0]}`] : [];
    });
  expect(broken).toEqual([]);
});

test('only the wire knows discord.js; main and run start it', () => {
  const knowing = sourceFiles('src', 'commands')
    .flatMap(importsOf)
    .filter(({ to }) => /^(discord\.js|@discordjs)/.test(to))
    .map(({ from }) => from);
  const others = knowing.filter(path => !/^src\/(discord\/|main\.ts$|run\.ts$)/.test(path));
  expect(others).toEqual([]);
});
