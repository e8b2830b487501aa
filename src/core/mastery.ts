/** How well somebody knows what they have met, by topic: questions, each judged by its newest answer alone. */
import { domainOf } from './domains.ts';

export interface TopicMastery {
  /** The domain of a lesson's id: `db`. */
  readonly topic: string;
  /** Questions answered at least once, and those of them that were right at the newest answer. */
  readonly met: number;
  readonly right: number;
}

/** Only topics that were met, the most met first; of equals in the order of their names. `newest`: one answer for each question. */
export function masteryByTopic(
  newest: readonly { readonly questionId: string; readonly right: boolean }[],
): readonly TopicMastery[] {
  const topics = new Map<string, { met: number; right: number }>();
  for (const { questionId, right } of newest) {
    const topic = domainOf(questionId);
    const known = topics.get(topic) ?? { met: 0, right: 0 };
    topics.set(topic, { met: known.met + 1, right: known.right + Number(right) });
  }
  return [...topics]
    .map(([topic, numbers]) => ({ topic, ...numbers }))
    .sort((a, b) => b.met - a.met || (a.topic < b.topic ? -1 : 1));
}
