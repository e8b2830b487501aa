/** Which of the pathways that somebody studies alone is meant. */
import { plain } from '../src/cards/words.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listSoloStudies } from '../src/store/solo.ts';
import { type SoloPlace, soloSentences } from './_solo.ts';

const sentences = {
  unknown: (typed: string, own: string) =>
    `You don’t study “${plain(typed)}” alone. You study: ${own}. Nothing was changed.`,
};

export const soloOption = {
  type: 'text',
  description: 'Which pathway, if you study several alone',
  maxLength: 60,
  async suggest({ db, guildId, memberId, curriculum }: Asked, typed: string) {
    const studies = await listSoloStudies(db, guildId, memberId);
    return studies
      .map(({ pathwayId }) => ({
        label: curriculum.pathways.get(pathwayId)?.title ?? pathwayId,
        value: pathwayId,
      }))
      .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  },
} as const;

/** The one that is named, else the one begun last. Throws a refusal where there is none, or none of that name. */
export function soloNamed(places: readonly SoloPlace[], typed: string | undefined): SoloPlace {
  const [latest] = places;
  if (!latest) throw new Refusal(soloSentences.none);
  if (typed === undefined || typed === '') return latest;
  const name = typed.trim().toLowerCase();
  const found = places.find(({ pathway }) => pathway.id === name || pathway.title.toLowerCase() === name);
  if (!found) {
    throw new Refusal(sentences.unknown(typed, places.map(({ pathway }) => pathway.title).join(', ')));
  }
  return found;
}
