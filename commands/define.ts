import { type Card, type Choice, say } from '../src/cards/reply.ts';
import { chooseTerm } from '../src/cards/term-card.ts';
import { cut, plain } from '../src/cards/words.ts';
import { suggestTerms } from '../src/curriculum/find.ts';
import type { Term } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { lessonsNextUp } from './_look-up.ts';
import { mostChoices } from './_next.ts';
import { searchFor } from './_search.ts';
import { showTerm, termNamed } from './_term.ts';

const sentences = {
  none: 'There are no words to look up here yet.',
  near: (typed: string) => `The glossary has no “${plain(typed)}”. Was it one of these?`,
  chooseNear: 'See what one of them means',
  gone: 'That word is no longer in the glossary. Type `/define` and a letter to choose from a list.',
};

export default defineCommand({
  description: 'What a word means, and the lesson that teaches it',
  who: 'everyone',
  where: ['server', 'thread', 'dm'],
  options: {
    term: {
      type: 'text',
      description: 'A word or its short form, such as TLS',
      required: true,
      maxLength: 80,
      suggest,
    },
  },

  async run(call) {
    const { curriculum, options } = call;
    if (curriculum.terms.size === 0) throw new Refusal(sentences.none);
    const term = termNamed(curriculum, options.term);
    if (term) return showTerm(call, term);
    const near = suggestTerms(curriculum, options.term, 10);
    if (near.length > 0) return unknownCard(options.term, near);
    return searchFor(call, { query: options.term, kind: undefined }, { page: 0, replaces: false });
  },

  buttons: {
    open: {
      who: 'everyone',
      run(call) {
        const term = call.curriculum.terms.get(call.chosen[0] ?? call.argument);
        if (!term) throw new Refusal(sentences.gone);
        return showTerm(call, term);
      },
    },
  },
});

const unknownCard = (typed: string, near: readonly Term[]): Card =>
  say(sentences.near(typed), chooseTerm(sentences.chooseNear, near));

/** Before the first letter: the words of the lessons that are next, then all others. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '') return suggestTerms(curriculum, typed, mostChoices).map(choiceOf);
  const all = [...curriculum.terms.values()];
  const next = (await lessonsNextUp(asked)).flatMap(({ id }) =>
    all.filter(({ lessonId }) => lessonId === id),
  );
  return [...new Set([...next, ...all])].slice(0, mostChoices).map(choiceOf);
}

const choiceOf = ({ id, term, also }: Term): Choice => ({
  label: cut(also.length > 0 ? `${term} (${also.join(', ')})` : term, 100),
  value: id,
});
