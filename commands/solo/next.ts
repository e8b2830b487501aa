import { type Card, divider, text } from '../../src/cards/reply.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listLessonsDone } from '../../src/store/progress.ts';
import { repairLines } from '../_repaired.ts';
import { listSoloPlaces, type SoloPlace, soloBlocks, soloSentences } from '../_solo.ts';
import { soloNamed, soloOption } from '../_solo-option.ts';
import { doneWords, markDone } from '../_study.ts';

const sentences = {
  gone: 'I don’t know that lesson any more, so nothing was changed. `/solo next` shows what comes next.',
  already: (title: string) => `You have done **${title}** already, so nothing changed.`,
  others: (others: readonly SoloPlace[]) =>
    `-# You also study ${others.map(({ pathway }) => pathway.title).join(', ')}: name one with \`/solo next pathway\`.`,
};

export default defineCommand({
  description: 'Your next lesson of what you study alone',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { pathway: soloOption },

  run: call => next(call, { named: call.options.pathway }),

  buttons: {
    open: { who: 'everyone', run: call => next(call, { named: call.argument }) },
    done: {
      who: 'everyone',
      async run(call) {
        const lesson = call.curriculum.lessons.get(call.argument);
        if (!lesson) throw new Refusal(sentences.gone);
        const done = await markDone(call, lesson);
        const told = done ? doneWords(lesson, done) : sentences.already(lesson.title);
        // What is studied alone may be a lesson of a cohort, too.
        const repairs = await repairLines(call, lesson.id);
        return next(call, { told: [told, ...repairs].join('\n'), lessonId: lesson.id });
      },
    },
  },
});

/** `lessonId`: of a lesson just done, whose pathway goes on. */
async function next(
  asked: Asked,
  {
    named,
    told,
    lessonId,
  }: { readonly named?: string | undefined; readonly told?: string; readonly lessonId?: string },
): Promise<Card> {
  const { db, guildId, memberId, curriculum } = asked;
  const places = await listSoloPlaces(asked, await listLessonsDone(db, guildId, memberId));
  const place =
    lessonId === undefined
      ? soloNamed(places, named)
      : places.find(({ lessons }) => lessons.some(({ id }) => id === lessonId));
  if (!place && told === undefined) throw new Refusal(soloSentences.none);
  const others = places.filter(one => one !== place);
  return {
    kind: 'card',
    accent: told === undefined ? 'lesson' : 'progress',
    private: true,
    replaces: told !== undefined,
    blocks: [
      ...(told === undefined ? [] : [text(told)]),
      ...(told !== undefined && place ? [divider] : []),
      ...(place ? soloBlocks(curriculum, place) : []),
      ...(others.length > 0 && named === undefined && told === undefined
        ? [text(sentences.others(others))]
        : []),
    ],
  };
}
