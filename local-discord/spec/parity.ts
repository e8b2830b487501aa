/** What of Discord is here and what isn't, told from the code: the section of README.md that `npm run parity` writes. */
import { GatewayDispatchEvents, RESTJSONErrorCodes } from 'discord-api-types/v10';
import { eventNames } from '../gateway/event-names.ts';
import { isCode } from '../rest/errors.ts';
import { routes } from '../rest/routes.ts';
import { messageComponent } from '../validate/components.ts';
import { modal } from '../validate/modal.ts';
import { componentTypes } from './component-types.ts';
import { withoutNames } from './table/table.ts';

interface DocumentLists {
  /** Methods in lower case. */
  readonly pathsList: Readonly<Record<string, readonly string[]>>;
  readonly MessageComponentTypes: Readonly<Record<string, number>>;
}

const begin = '<!-- parity: written by `npm run parity` -->';
const end = '<!-- /parity -->';

/** The text of README.md with its parity section brought up to date. Throws when the section's marks are missing. */
export async function withParity(readme: string): Promise<string> {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${begin} and ${end}.`);
  return `${readme.slice(0, from + begin.length)}\n\n${await parity()}\n${readme.slice(to)}`;
}

async function parity(): Promise<string> {
  // By a name that the compiler doesn't follow: the package's types don't compile under this repository's settings.
  const lists: DocumentLists = await import(String('discord-api-spec'));
  const components = new Set(componentTypes([messageComponent, modal]));
  return [
    routeTable(lists.pathsList),
    section(
      'Gateway events',
      split(Object.values(GatewayDispatchEvents), e => new Set<string>(eventNames).has(e)),
    ),
    section(
      'Components',
      split(Object.keys(lists.MessageComponentTypes), name =>
        components.has(lists.MessageComponentTypes[name] ?? 0),
      ),
    ),
    section(
      'Error codes',
      split(errorCodes(), code => isCode(Number(code))),
    ),
  ].join('\n');
}

interface Split {
  readonly done: readonly string[];
  readonly open: readonly string[];
}

function split(all: readonly string[], isDone: (one: string) => boolean): Split {
  const sorted = [...new Set(all)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return { done: sorted.filter(isDone), open: sorted.filter(one => !isDone(one)) };
}

function section(title: string, { done, open }: Split): string {
  const count = `${done.length} of ${done.length + open.length}`;
  return `**${title}** (${count})\n\n| Done | Not done |\n|---|---|\n| ${done.join(', ')} | ${open.join(', ')} |\n`;
}

function errorCodes(): string[] {
  return Object.values(RESTJSONErrorCodes)
    .filter(code => typeof code === 'number' && code > 0)
    .map(String);
}

function routeTable(pathsList: DocumentLists['pathsList']): string {
  const ours = new Set(routes.map(route => withoutNames(`${route.method} ${route.path}`)));
  const methodsOf = new Map<string, Split>();
  for (const [method, paths] of Object.entries(pathsList)) {
    for (const path of paths) {
      const { done, open } = methodsOf.get(path) ?? { done: [], open: [] };
      const name = method.toUpperCase();
      // `@original` stands for a message: one route serves both.
      const isDone = ours.has(`${name} ${withoutNames(path).replace('@original', '*')}`);
      methodsOf.set(path, isDone ? { done: [...done, name], open } : { done, open: [...open, name] });
    }
  }
  const rows = [...methodsOf].sort(([a], [b]) => a.localeCompare(b, 'en'));
  const begun = rows.filter(([, { done }]) => done.length > 0);
  const absent = rows.filter(([, { done }]) => done.length === 0);
  const count = (list: typeof rows, side: keyof Split) =>
    list.reduce((sum, [, methods]) => sum + methods[side].length, 0);
  const total = count(rows, 'done') + count(rows, 'open');
  return [
    `**Routes** (${count(rows, 'done')} of ${total})\n`,
    '| Path | Done | Not done |',
    '|---|---|---|',
    ...begun.map(([path, { done, open }]) => `| \`${path}\` | ${done.join(' ')} | ${open.join(' ')} |`),
    '',
    '<details><summary>Paths of which nothing is done</summary>\n',
    ...absent.map(([path, { open }]) => `- ${open.join(' ')} \`${path}\``),
    '\n</details>\n',
  ].join('\n');
}
