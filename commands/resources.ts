import { createHash } from 'node:crypto';
import { nodeLabel } from '../src/cards/pathway-words.ts';
import { type Block, type Button, buttons, type Card, type Choice, say } from '../src/cards/reply.ts';
import { costChoices, kindChoices, levelChoices, tierChoices } from '../src/cards/resource-words.ts';
import { resourcesCard } from '../src/cards/resources-card.ts';
import { count, cut, plain } from '../src/cards/words.ts';
import { domainOf } from '../src/core/domains.ts';
import {
  findTopic,
  listResources,
  listTopics,
  type ResourceUse,
  suggestTopics,
  type Topic,
  topicsNamed,
} from '../src/curriculum/resource-uses.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { doneHere, isInServer, lessonsNextUp } from './_look-up.ts';
import { mostChoices } from './_next.ts';
import { pageButtons, pageOf, pageWords, readPage } from './_pages.ts';
import { searchPress } from './_search.ts';
import { placeOf } from './_study.ts';

const sentences = {
  none: 'There are no links here yet.',
  unknown: (typed: string, near: boolean) =>
    `No topic is called “${plain(typed)}”. ${near ? 'Was it one of the topics below? If not, you' : 'You'} can search the titles of all links for it.`,
  several: (typed: string, many: number) =>
    `${many} topics are called “${plain(typed)}”. Which one do you mean?`,
  chooseTopic: 'Show the links of a topic',
  search: 'Search the links',
  gone: 'That topic is no longer here. Type `/resources` and a letter to choose from a list.',
  nothing: 'No link fits all of that. Leave one thing out to see more:',
  nothingAtAll: 'No link fits that. `/resources` alone shows every link.',
};

/** A phone's screen or two. */
const pageSize = 6;

const filters = {
  topic: 'Any topic',
  kind: 'Any kind',
  tier: 'Any step',
  level: 'Any level',
  cost: 'Any price',
} as const;
type Filter = keyof typeof filters;
/** What was asked for; undefined where anything fits. */
type Wish = Readonly<Partial<Record<Exclude<Filter, 'topic'>, Choice>>> & { readonly topic?: Topic };

export default defineCommand({
  description: 'Links to learn from: by topic, kind, level or price',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  options: {
    topic: { type: 'text', description: 'What about; leave it out for every topic', maxLength: 100, suggest },
    kind: { type: 'text', description: 'Documentation, a book, a video …', choices: kindChoices },
    tier: { type: 'text', description: 'What to begin with, or what goes deep', choices: tierChoices },
    level: { type: 'text', description: 'For whom', choices: levelChoices },
    cost: { type: 'text', description: 'Free or paid', choices: costChoices },
  },

  async run(call) {
    const { curriculum, options } = call;
    if (curriculum.resources.size === 0) throw new Refusal(sentences.none);
    const wish = wishOf(options);
    if (options.topic === undefined) return linksCard(call, wish, 0, false);
    const [topic, ...twins] = topicsNamed(curriculum, options.topic);
    if (!topic) return unknownTopic(call, options.topic, wish);
    if (twins.length === 0) return linksCard(call, { ...wish, topic }, 0, false);
    const many = sentences.several(options.topic, twins.length + 1);
    return say(many, chooseTopic(curriculum, [topic, ...twins], wish));
  },

  buttons: {
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        return linksCard(call, readWish(call, about), page, true);
      },
    },
    /** A topic from a list; the argument holds the rest of the wish. */
    topic: {
      who: 'everyone',
      run(call) {
        const topic = findTopic(call.curriculum, call.chosen[0] ?? '');
        if (!topic) throw new Refusal(sentences.gone);
        return linksCard(call, { ...readWish(call, call.argument), topic }, 0, true);
      },
    },
  },
});

async function linksCard(asked: Asked, wish: Wish, page: number, replaces: boolean): Promise<Card> {
  const links = linksFor(asked, wish);
  if (links.length === 0) return nothingCard(asked, wish, replaces);
  const shown = pageOf(links, page, pageSize);
  return resourcesCard({
    topic: wish.topic?.title,
    narrowed: narrowed(wish),
    total: links.length,
    entries: shown.items,
    done: await doneHere(asked),
    page: pageWords(shown),
    turn: pageButtons('resources', written(wish), shown),
    inServer: isInServer(asked),
    replaces,
  });
}

const narrowed = ({ kind, tier, level, cost }: Wish): readonly string[] =>
  [kind, tier, level, cost].flatMap(choice => choice?.label.toLowerCase() ?? []);

const linksFor = ({ curriculum }: Asked, { topic, kind, tier, level, cost }: Wish): readonly ResourceUse[] =>
  listResources(curriculum, {
    topic,
    kind: kind?.value,
    tier: tier && Number(tier.value),
    level: level?.value,
    cost: cost?.value,
  });

/** Offers to leave out one part of the wish, with how many links there are then. */
function nothingCard(asked: Asked, wish: Wish, replaces: boolean): Card {
  const ways = (Object.keys(filters) as Filter[]).flatMap((filter): Button[] => {
    if (wish[filter] === undefined) return [];
    const { [filter]: _, ...wider } = wish;
    const { length } = linksFor(asked, wider);
    const press = { command: 'resources', action: 'page', argument: `0.${written(wider)}` };
    return length === 0 ? [] : [{ label: `${filters[filter]}: ${count(length, 'link')}`, press }];
  });
  const where = `-# ${['Links', wish.topic?.title, ...narrowed(wish)].filter(Boolean).join(' ▸ ')}\n`;
  const card =
    ways.length === 0
      ? say(`${where}${sentences.nothingAtAll}`)
      : say(`${where}${sentences.nothing}`, buttons(...ways));
  return { ...card, replaces };
}

function unknownTopic({ curriculum }: Asked, typed: string, wish: Wish): Card {
  const near = suggestTopics(curriculum, typed, 10);
  const search: Button = {
    label: sentences.search,
    style: 'primary',
    press: searchPress({ query: typed, kind: 'resource' }),
  };
  if (near.length === 0) return say(sentences.unknown(typed, false), buttons(search));
  return say(sentences.unknown(typed, true), chooseTopic(curriculum, near, wish), buttons(search));
}

const chooseTopic = (curriculum: Curriculum, topics: readonly Topic[], wish: Wish): Block => ({
  kind: 'choose',
  press: { command: 'resources', action: 'topic', argument: written(wish) },
  placeholder: sentences.chooseTopic,
  choices: topics.map(topic => choiceOf(curriculum, topic)),
});

/** A wish as a button carries it: `docs.1.beginner.free.db`. */
const written = ({ kind, tier, level, cost, topic }: Wish): string =>
  [kind?.value, tier?.value, level?.value, cost?.value, topic && shortId(topic)].join('.');

function readWish({ curriculum }: Asked, argument: string): Wish {
  const [kind, tier, level, cost, topicId = ''] = argument.split('.');
  const wish = wishOf({ kind, tier, level, cost });
  if (topicId === '') return wish;
  const topic = listTopics(curriculum).find(one => shortId(one) === topicId);
  // Without it, the page would hold links that nobody asked for.
  if (!topic) throw new Refusal(sentences.gone);
  return { ...wish, topic };
}

type Typed = Readonly<Record<'kind' | 'tier' | 'level' | 'cost', string | undefined>>;
const wishOf = ({ kind, tier, level, cost }: Typed): Wish => ({
  ...chosen('kind', kindChoices, kind),
  ...chosen('tier', tierChoices, tier),
  ...chosen('level', levelChoices, level),
  ...chosen('cost', costChoices, cost),
});

function chosen(name: Filter, choices: readonly Choice[], value: string | undefined): Partial<Wish> {
  const choice = choices.find(one => one.value === value);
  return choice ? { [name]: choice } : {};
}

/** An id of 80 characters, and all the rest of a wish, would not fit into a button. */
const shortId = ({ id }: Topic): string =>
  id.length <= 40 ? id : `~${createHash('sha256').update(id).digest('hex').slice(0, 20)}`;

/** Before the first letter: the topics of the lessons that are next, then all others. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '')
    return suggestTopics(curriculum, typed, mostChoices).map(topic => choiceOf(curriculum, topic));
  const next = (await lessonsNextUp(asked)).slice(0, 3);
  const parts = next.map(({ id }) => placeOf(curriculum, id).node?.id ?? '');
  const own = [...next.map(({ id }) => domainOf(id)), ...parts, ...next.flatMap(({ tags }) => tags)];
  const topics = [...own.flatMap(id => findTopic(curriculum, id) ?? []), ...listTopics(curriculum)];
  return [...new Set(topics)].slice(0, mostChoices).map(topic => choiceOf(curriculum, topic));
}

function choiceOf({ nodes, pathways }: Curriculum, { id, title }: Topic): Choice {
  const node = nodes.get(id);
  if (!node) return { label: cut(title, 100), value: id };
  const parent = nodes.get(node.parentId ?? '')?.title;
  const pathway = pathways.get(node.pathwayId)?.title ?? node.pathwayId;
  return { label: nodeLabel({ title, pathway, ...(parent === undefined ? {} : { parent }) }), value: id };
}
