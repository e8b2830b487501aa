import type { Card, Choice } from '../src/cards/reply.ts';
import { isFoundKind, kindName, kindsFound } from '../src/cards/search-card.ts';
import { cut, visible } from '../src/cards/words.ts';
import { findTopic } from '../src/curriculum/resource-uses.ts';
import { searchCurriculum } from '../src/curriculum/search.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { lessonsNextUp } from './_look-up.ts';
import { mostChoices } from './_next.ts';
import { readPage } from './_pages.ts';
import { longestQuery, readWanted, searchFor, short } from './_search.ts';
import { placeOf } from './_study.ts';

const sentences = {
  blank: 'There was nothing to search for. Type `/search` and a word, such as `index` or `TLS`.',
  next: 'next for you',
  topic: 'topic',
};

export default defineCommand({
  description: 'Find lessons, parts of pathways, links, words and projects',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  options: {
    query: {
      type: 'text',
      description: 'A word, a name or a short form; typing mistakes are fine',
      required: true,
      maxLength: longestQuery,
      suggest,
    },
    kind: { type: 'text', description: 'Only one kind of thing', choices: kindsFound },
  },

  run: call =>
    found(call, { query: call.options.query, kind: call.options.kind }, { page: 0, replaces: false }),

  buttons: {
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        return found(call, readWanted(about), { page, replaces: true });
      },
    },
  },
});

function found(
  asked: Asked,
  { query, kind }: { readonly query: string; readonly kind: string | undefined },
  at: { readonly page: number; readonly replaces: boolean },
): Promise<Card> {
  if (visible(query) === '') throw new Refusal(sentences.blank);
  return searchFor(asked, { query, kind: kind !== undefined && isFoundKind(kind) ? kind : undefined }, at);
}

/** Best titles; before the first letter what is next: lessons, where the first of them stands, its words and topics. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (visible(typed) !== '') {
    const found = searchCurriculum(curriculum, typed, mostChoices);
    return choicesOf(found.map(({ title, kind }) => [title, kindName(kind)]));
  }
  const next = (await lessonsNextUp(asked)).slice(0, 3);
  const [first] = next;
  const part = first && placeOf(curriculum, first.id).node?.title;
  const words = [...curriculum.terms.values()].filter(({ lessonId }) => lessonId === first?.id);
  return choicesOf([
    ...next.map(({ title }): Offered => [title, sentences.next]),
    ...(part === undefined ? [] : [[part, kindName('node')] as const]),
    ...words.map(({ term }): Offered => [term, kindName('term')]),
    ...(first?.tags ?? []).map((tag): Offered => [findTopic(curriculum, tag)?.title ?? tag, sentences.topic]),
  ]);
}

/** A title, and what is said of it. */
type Offered = readonly [title: string, mark: string];

function choicesOf(offered: readonly Offered[]): Choice[] {
  // Several may have one title, and whoever searches for it finds all of them.
  const marks = new Map(offered.toReversed());
  return [...new Set(offered.map(([title]) => title))].map(title => {
    const mark = marks.get(title) ?? '';
    return { label: `${cut(title, 97 - mark.length)} · ${mark}`, value: short(title) };
  });
}
