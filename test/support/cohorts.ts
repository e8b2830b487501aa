/** Cohorts as moderators start them: the panel of `/cohort create`, and its button. */
import type { Reply } from '../../src/cards/reply.ts';
import type { TestBot, TestMember } from './bot.ts';
import { labelsOf } from './shown.ts';

type Given = NonNullable<Parameters<TestMember['runs']>[1]>;

/** Runs `/cohort create`, chooses one lesson a day and presses Start; a refusal on the way is answered as it is. */
export async function createCohort(moderator: TestMember, options: Given): Promise<Reply> {
  const given = { pathway: 'infrastructure', channel: '710000000000000001', ...options };
  const panel = await moderator.runs('cohort create', given);
  if (!labelsOf(panel).includes('Start this cohort')) return panel;
  return moderator.presses(await moderator.chooses(panel, '1 lesson a day'), 'Start this cohort');
}

/** Makes plans look as they were written before plans had units: a start and weekdays. */
export async function makePlansOld({ sql }: Pick<TestBot, 'sql'>): Promise<void> {
  await sql`
    update plan_versions
    set inputs = jsonb_build_object('start', inputs->'start', 'weekdays', inputs->'weekdays')`;
}
