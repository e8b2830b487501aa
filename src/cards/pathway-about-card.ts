/** What a pathway says of itself beyond its map: what it wants, gives and uses. */
import { gatherPages } from '../core/pages.ts';
import type { Pathway, Resource } from '../curriculum/types.ts';
import { resourceLines } from './lesson-parts.ts';
import type { Turn } from './pathway-card.ts';
import { type Button, buttons, type Card, mapCard, text } from './reply.ts';
import { cut } from './words.ts';

const sentences = {
  where: (title: string, shown: string | undefined) =>
    `-# ${['Pathways', title, 'about it', shown].filter(part => part !== undefined).join(' ▸ ')}`,
  objectives: '**What you will learn**',
  prerequisites: '**What to bring along**',
  promises: '**What it gives its word for**',
  mustHave: (titles: readonly string[]) => `**In every lesson:** ${titles.join(', ')}`,
  tools: (tools: readonly string[]) => `**Tools:** ${tools.join(', ')}`,
  links: '**Links**',
  credit: '**Where it comes from**',
  licence: (licence: string) => `Licence: ${licence}`,
  nothing: 'It says no more about itself.',
};

const pageLength = 1800;

interface AboutLine {
  readonly heading: string | undefined;
  readonly line: string;
}

/** Its lines, gathered into pages; at least one. */
export function aboutPagesOf(
  pathway: Pathway,
  resources: ReadonlyMap<string, Resource>,
): readonly (readonly AboutLine[])[] {
  const listed = (heading: string | undefined, lines: readonly string[]): AboutLine[] =>
    lines.map(line => ({ heading, line }));
  const { goal, objectives, prerequisites, promises, lessonMustHave, tools, credit, licence } = pathway;
  const lines = [
    ...listed(undefined, goal?.text === undefined ? [] : [goal.text]),
    ...listed(
      sentences.objectives,
      objectives.map(({ title, text: what }) => `- **${title}**: ${what}`),
    ),
    ...listed(sentences.prerequisites, prerequisites.map(dashed)),
    ...listed(sentences.promises, promises.map(dashed)),
    ...listed(undefined, lessonMustHave.length === 0 ? [] : [sentences.mustHave(lessonMustHave)]),
    ...listed(undefined, tools.length === 0 ? [] : [cut(sentences.tools(tools), 900)]),
    ...listed(sentences.links, resourceLines(pathway.resources, resources)),
    ...listed(sentences.credit, credit === undefined ? [] : [credit]),
    ...listed(sentences.credit, licence === undefined ? [] : [sentences.licence(licence)]),
  ];
  const all = lines.length > 0 ? lines : listed(undefined, [sentences.nothing]);
  return gatherPages(all, ({ line }) => line.length, { length: pageLength });
}

/** Each list below its heading, also where a page begins in the middle of one. */
export function aboutCard(
  pathway: Pathway,
  lines: readonly AboutLine[],
  { shown, turn, replaces }: Turn,
): Card {
  const map: Button = {
    label: 'Up: the pathway',
    press: { command: 'pathway', action: 'page', argument: `0.map.${pathway.id}` },
  };
  const told = lines.flatMap(({ heading, line }, i) =>
    heading === undefined || heading === lines[i - 1]?.heading ? [line] : [heading, line],
  );
  return mapCard(replaces, [
    text(sentences.where(pathway.title, shown), `## ${pathway.title}`, ...told),
    buttons(...turn, map),
  ]);
}

const dashed = (line: string): string => `- ${line}`;
