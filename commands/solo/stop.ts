import { say } from '../../src/cards/reply.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listLessonsDone } from '../../src/store/progress.ts';
import { setSoloStudyEnded } from '../../src/store/solo.ts';
import { listSoloPlaces, soloSentences } from '../_solo.ts';
import { soloNamed, soloOption } from '../_solo-option.ts';

const sentences = {
  several: (own: string) =>
    `You study several pathways alone: ${own}. Name the one to stop with \`/solo stop pathway\`. Nothing was changed.`,
  stopped: (pathway: string) =>
    `You no longer study **${pathway}** alone. What you have done is kept, and \`/solo start\` goes on from there.`,
};

export default defineCommand({
  description: 'Stop studying a pathway alone; what you learned is kept',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { pathway: soloOption },

  async run(call) {
    const { db, guildId, memberId, now, options } = call;
    const places = await listSoloPlaces(call, await listLessonsDone(db, guildId, memberId));
    if (places.length > 1 && options.pathway === undefined) {
      throw new Refusal(sentences.several(places.map(({ pathway }) => pathway.title).join(', ')));
    }
    const { pathway } = soloNamed(places, options.pathway);
    const stopped = await setSoloStudyEnded(db, { guildId, memberId, pathwayId: pathway.id }, now);
    if (!stopped) throw new Refusal(soloSentences.none);
    return say(sentences.stopped(pathway.title));
  },
});
