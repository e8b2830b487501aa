import { aboutCard, aboutPagesOf } from '../src/cards/pathway-about-card.ts';
import { pathwayCard, pathwaysCard, type Turn, trackCard } from '../src/cards/pathway-card.ts';
import type { Card, Choice } from '../src/cards/reply.ts';
import { suggestPathways } from '../src/curriculum/find.ts';
import type { Curriculum, Pathway } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { findLearner, ownPathways } from './_learner.ts';
import { mostChoices } from './_next.ts';
import { learnedOf } from './_node.ts';
import { type Page, pageButtons, pageOf, pageWords, readPage } from './_pages.ts';
import { tracksOf, viewPathway } from './_pathway.ts';

/** A phone's screen or two. */
const pathwaysAtOnce = 8;
const nodesAtOnce = 12;

const sentences = {
  unknown: (near: string) =>
    `I don’t know that pathway.${near} Type \`/pathway\` without a name to see all of them.`,
  none: 'There are no pathways here yet.',
  noTrack: 'That pathway no longer has this track. Type `/pathway` to see what it has.',
  yours: 'yours',
};

export default defineCommand({
  description: 'The map of a pathway, with what you have learned of it; or all pathways',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    pathway: {
      type: 'text',
      description: 'Which one; leave it out for all of them',
      maxLength: 100,
      suggest,
    },
  },

  run(call) {
    const typed = call.options.pathway;
    if (typed === undefined) return list(call, 0, { replaces: false });
    const pathway = pathwayNamed(call.curriculum, typed);
    if (!pathway) throw new Refusal(sentences.unknown(near(call.curriculum, typed)));
    return map(call, pathway, 0, { replaces: false });
  },

  buttons: {
    list: { who: 'everyone', run: call => list(call, 0, { replaces: false }) },
    open: {
      who: 'everyone',
      run: call => map(call, known(call, call.chosen[0] ?? call.argument), 0, { replaces: false }),
    },
    track: {
      who: 'everyone',
      run: call => track(call, call.argument, Number(call.chosen[0]), 0, { replaces: false }),
    },
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        const [what = '', id = '', number = ''] = about.split('.');
        const how = { replaces: true };
        if (what === 'all') return list(call, page, how);
        if (what === 'about') return describe(call, known(call, id), page, how);
        if (what === 'track') return track(call, id, Number(number), page, how);
        return map(call, known(call, id), page, how);
      },
    },
  },
});

interface How {
  readonly replaces: boolean;
}

function known({ curriculum }: Asked, id: string): Pathway {
  const pathway = curriculum.pathways.get(id);
  if (!pathway) throw new Refusal(sentences.unknown(''));
  return pathway;
}

const turnOf = (about: string, page: Page<unknown>, { replaces }: How): Turn => ({
  page: page.page,
  shown: pageWords(page),
  turn: pageButtons('pathway', about, page),
  replaces,
});

/** The member's own pathways first. */
async function list(asked: Asked, page: number, how: How): Promise<Card> {
  const { curriculum } = asked;
  if (curriculum.pathways.size === 0) throw new Refusal(sentences.none);
  const learner = await findLearner(asked);
  const all = sorted(curriculum, ownPathways(learner)).map(pathway => viewPathway(pathway, learner));
  const shown = pageOf(all, page, pathwaysAtOnce);
  const next = learner.studies.flatMap(study => study.next ?? [])[0];
  return pathwaysCard(shown.items, all.length, next, turnOf('all', shown, how));
}

async function map(asked: Asked, pathway: Pathway, page: number, how: How): Promise<Card> {
  const { curriculum } = asked;
  const learner = await findLearner(asked);
  const shown = pageOf(pathway.nodes, page, nodesAtOnce);
  const view = viewPathway(pathway, learner);
  const study = learner.studies.find(one => one.pathway === pathway);
  return pathwayCard(
    {
      ...view,
      lessons: pathway.lessons.flatMap(({ lessonId }) => curriculum.lessons.get(lessonId) ?? []),
      nodes: shown.items.map(node => learnedOf(node, learner.done)),
      tracks: tracksOf(curriculum, pathway, learner.done),
      next: study?.next ?? curriculum.lessons.get(view.learned.next ?? ''),
    },
    turnOf(`map.${pathway.id}`, shown, how),
  );
}

async function track(asked: Asked, id: string, number: number, page: number, how: How): Promise<Card> {
  const { curriculum } = asked;
  const pathway = known(asked, id);
  const learner = await findLearner(asked);
  const found = tracksOf(curriculum, pathway, learner.done).find(one => one.number === number);
  if (!found) throw new Refusal(sentences.noTrack);
  const nodes = found.track.nodes.flatMap(nodeId => curriculum.nodes.get(nodeId) ?? []);
  const shown = pageOf(nodes, page, nodesAtOnce);
  return trackCard(
    viewPathway(pathway, learner),
    found,
    shown.items.map(node => learnedOf(node, learner.done)),
    turnOf(`track.${pathway.id}.${number}`, shown, how),
  );
}

function describe({ curriculum }: Asked, pathway: Pathway, page: number, how: How): Card {
  const shown = pageOf(aboutPagesOf(pathway, curriculum.resources), page, 1);
  return aboutCard(pathway, shown.items[0] ?? [], turnOf(`about.${pathway.id}`, shown, how));
}

/** Before the first letter the member's own, then all others. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '') {
    return suggestPathways(curriculum, typed, mostChoices).map(({ id, title }) => ({
      label: title,
      value: id,
    }));
  }
  const own = ownPathways(await findLearner(asked));
  return sorted(curriculum, own)
    .slice(0, mostChoices)
    .map(({ id, title }) => ({
      label: own.includes(id) ? `${title.slice(0, 90)} · ${sentences.yours}` : title,
      value: id,
    }));
}

function sorted({ pathways }: Curriculum, first: readonly string[]): readonly Pathway[] {
  return [...new Set([...first.flatMap(id => pathways.get(id) ?? []), ...pathways.values()])];
}

function pathwayNamed({ pathways }: Curriculum, typed: string): Pathway | undefined {
  const name = typed.trim().toLowerCase();
  return pathways.get(name) ?? [...pathways.values()].find(({ title }) => title.toLowerCase() === name);
}

function near(curriculum: Curriculum, typed: string): string {
  const titles = suggestPathways(curriculum, typed, 3).map(({ title }) => `“${title}”`);
  return titles.length > 0 ? ` Did you mean ${titles.join(' or ')}?` : '';
}
