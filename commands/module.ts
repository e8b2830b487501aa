import { entryPagesOf, nodeCard } from '../src/cards/node-card.ts';
import { nodeLabel } from '../src/cards/pathway-words.ts';
import { type Card, type Choice, say } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { suggestNodes } from '../src/curriculum/find.ts';
import { placesOf } from '../src/curriculum/places.ts';
import type { Curriculum, PathwayNode } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { ownPathways } from './_learner.ts';
import { listNextUp, mostChoices } from './_next.ts';
import { viewNode } from './_node.ts';
import { pageButtons, pageOf, pageWords, readPage } from './_pages.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a module of that name.${near} Type \`/module\` and a letter to choose from a list.`,
  none: 'There are no modules here yet.',
  several: (typed: string, many: number) =>
    `${many} parts are called “${plain(typed)}”. Which one do you mean?`,
  choose: 'Open one of them',
  next: 'next for you',
};

export default defineCommand({
  description: 'Look up a part of a pathway: what it holds, and its lessons',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    module: { type: 'text', description: 'Which part; leave it out for yours', maxLength: 100, suggest },
  },

  async run(call) {
    const { curriculum, options } = call;
    const typed = options.module;
    if (typed === undefined) return showNext(call);
    const [node, ...twins] = nodesNamed(curriculum, typed);
    if (!node) {
      const found = suggestNodes(curriculum, typed, 10);
      if (found.length === 0) throw new Refusal(sentences.unknown(''));
      // One that is near is the one that was meant.
      if (found.length === 1 && found[0]) return show(call, found[0], 0, { replaces: false });
      return say(sentences.unknown(near(curriculum, typed)), {
        kind: 'choose',
        press: { command: 'module', action: 'open' },
        placeholder: sentences.choose,
        choices: found.map(one => choiceOf(curriculum, one)),
      });
    }
    if (twins.length > 0) return chooseCard(curriculum, typed, [node, ...twins]);
    return show(call, node, 0, { replaces: false });
  },

  buttons: {
    open: {
      who: 'everyone',
      run: call => show(call, known(call, call.chosen[0] ?? call.argument), 0, { replaces: false }),
    },
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        return show(call, known(call, about), page, { replaces: true });
      },
    },
  },
});

function known({ curriculum }: Asked, id: string): PathwayNode {
  const node = curriculum.nodes.get(id);
  if (!node) throw new Refusal(sentences.unknown(''));
  return node;
}

async function show(
  asked: Asked,
  node: PathwayNode,
  page: number,
  how: { readonly replaces: boolean },
): Promise<Card> {
  const { db, guildId, memberId, curriculum } = asked;
  return cardOf(curriculum, node, await listLessonsDone(db, guildId, memberId), page, how);
}

function cardOf(
  curriculum: Curriculum,
  node: PathwayNode,
  done: ReadonlySet<string>,
  page: number,
  { replaces }: { readonly replaces: boolean },
): Card {
  const view = viewNode(curriculum, node, done);
  const shown = pageOf(entryPagesOf(view), page, 1);
  return nodeCard(view, shown.items[0] ?? [], {
    page: shown.page,
    where: pageWords(shown),
    turn: pageButtons('module', node.id, shown),
    replaces,
  });
}

/** The node in which the member's next lesson stands. */
async function showNext(asked: Asked): Promise<Card> {
  const { curriculum } = asked;
  const { nodes, done } = await nodesNextUp(asked);
  const node = nodes[0] ?? curriculum.nodes.values().next().value;
  if (!node) throw new Refusal(sentences.none);
  return cardOf(curriculum, node, done, 0, { replaces: false });
}

/** Nodes in which lessons stand that are next for the member, today's first. */
async function nodesNextUp(
  asked: Asked,
): Promise<{ readonly nodes: readonly PathwayNode[]; readonly done: ReadonlySet<string> }> {
  const { learner, list } = await listNextUp(asked);
  const coming = list.filter(({ reason }) => reason === 'today' || reason === 'next');
  const nodes = coming.flatMap(
    ({ lessonId }) => placesOf(asked.curriculum, lessonId, ownPathways(learner))[0]?.node ?? [],
  );
  return { nodes: [...new Set(nodes)], done: learner.done };
}

/** Before the first letter: where the member's next lessons stand, then the pathways' first parts. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '') {
    return suggestNodes(curriculum, typed, mostChoices).map(node => choiceOf(curriculum, node));
  }
  const next = new Set((await nodesNextUp(asked)).nodes);
  const own = new Set(Array.from(next, ({ pathwayId }) => pathwayId));
  const tops = [...curriculum.pathways.values()].flatMap(({ nodes }) => nodes);
  const ownTops = tops.filter(({ pathwayId }) => own.has(pathwayId));
  return [...new Set([...next, ...ownTops, ...tops])]
    .slice(0, mostChoices)
    .map(node => choiceOf(curriculum, node, next.has(node) ? sentences.next : undefined));
}

function choiceOf(curriculum: Curriculum, node: PathwayNode, mark?: string): Choice {
  const parent = curriculum.nodes.get(node.parentId ?? '')?.title;
  const pathway = curriculum.pathways.get(node.pathwayId)?.title ?? node.pathwayId;
  const names = { title: node.title, pathway, ...(parent === undefined ? {} : { parent }) };
  return { label: nodeLabel(names, mark), value: node.id };
}

/** The node of this id, else all of this title. */
function nodesNamed({ nodes }: Curriculum, typed: string): readonly PathwayNode[] {
  const node = nodes.get(typed);
  if (node) return [node];
  const title = typed.trim().toLowerCase();
  return [...nodes.values()].filter(one => one.title.toLowerCase() === title);
}

const chooseCard = (curriculum: Curriculum, typed: string, nodes: readonly PathwayNode[]): Card =>
  say(sentences.several(typed, nodes.length), {
    kind: 'choose',
    press: { command: 'module', action: 'open' },
    placeholder: sentences.choose,
    choices: nodes.slice(0, mostChoices).map(node => choiceOf(curriculum, node)),
  });

function near(curriculum: Curriculum, typed: string): string {
  const titles = suggestNodes(curriculum, typed, 3).map(node => `“${node.title}”`);
  return titles.length > 0 ? ` Did you mean ${[...new Set(titles)].join(' or ')}?` : '';
}
