/** What a pathway says of itself beyond its map: what it wants, gives and uses. */
import { gatherPages } from '../core/pages.ts';
import type { Pathway, Resource } from '../curriculum/types.ts';
import { resourceLines } from './lesson-parts.ts';
import type { Turn } from './pathway-card.ts';
import { type Button, buttons, type Card, text } from './reply.ts';
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
  nothing: 'It says no more about itself.',
};

const pageLength = 1800;

/** Its lines, gathered into pages; at least one. A heading stays with the first line below it. */
export function aboutPagesOf(
  pathway: Pathway,
  resources: ReadonlyMap<string, Resource>,
): readonly (readonly string[])[] {
  const listed = (heading: string, items: readonly string[]): string[] =>
    items.map((item, i) => (i === 0 ? `${heading}\n${item}` : item));
  const { goal, objectives, prerequisites, promises, lessonMustHave, tools } = pathway;
  const lines = [
    ...(goal?.text === undefined ? [] : [goal.text]),
    ...listed(
      sentences.objectives,
      objectives.map(({ title, text: what }) => `- **${title}**: ${what}`),
    ),
    ...listed(sentences.prerequisites, prerequisites.map(dashed)),
    ...listed(sentences.promises, promises.map(dashed)),
    ...(lessonMustHave.length === 0 ? [] : [sentences.mustHave(lessonMustHave)]),
    ...(tools.length === 0 ? [] : [cut(sentences.tools(tools), 900)]),
    ...listed(sentences.links, resourceLines(pathway.resources, resources)),
  ];
  return gatherPages(lines.length > 0 ? lines : [sentences.nothing], line => line.length, {
    length: pageLength,
  });
}

export function aboutCard(pathway: Pathway, lines: readonly string[], { shown, turn, replaces }: Turn): Card {
  const map: Button = {
    label: 'Up: the pathway',
    press: { command: 'pathway', action: 'page', argument: `0.map.${pathway.id}` },
  };
  return {
    kind: 'card',
    accent: 'map',
    private: true,
    replaces,
    blocks: [
      text(sentences.where(pathway.title, shown), `## ${pathway.title}`, ...lines),
      buttons(...turn, map),
    ],
  };
}

const dashed = (line: string): string => `- ${line}`;
