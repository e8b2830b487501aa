/** The panel of a cohort that isn't started yet: its plan in words, and lists to change it. */
import { dateWords, planSummary } from '../../src/cards/plan-words.ts';
import { type Block, buttons, type Card, divider, type Press, text } from '../../src/cards/reply.ts';
import { count, place, plain } from '../../src/cards/words.ts';
import type { Crowded } from '../../src/core/plan-units.ts';
import type { StudyDay } from '../../src/core/time.ts';
import type { Track } from '../../src/curriculum/types.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import type { PaceName } from '../_pace.ts';
import { calendarLists, list, otherLists } from './_lists.ts';
import { type DraftedPlan, draftPlan, lastDays } from './_plan.ts';
import { checkChannel, type NewCohortSettings, readAll } from './_settings.ts';

const sentences = {
  unsaved: 'Nothing is saved or posted before you press **Start this cohort**.',
  crowded: (title: string, { lessons, days }: Crowded) =>
    `**${title}** doesn’t fit its time: ${count(lessons, 'lesson')} for ${count(days, 'study day')}.`,
  moreWeeks: (title: string, { weeksNeeded }: Crowded) => `${title}: ${count(weeksNeeded, 'week')}`,
  twoADay: (title: string, { doubleDays }: Crowded) => `${title}: two on ${count(doubleDays, 'day')}`,
  more: (crowded: number) => `And ${crowded} more.`,
  until: (last: StudyDay | undefined) => (last ? `Until ${dateWords(last)}` : 'Not with these study days'),
};

/** `faults`: sentences about what was typed and isn't taken over. */
export function draftPanel(
  asked: Asked,
  id: string,
  draft: NewCohortSettings,
  faults: readonly string[] = [],
): Card {
  const to = (action: string): Press => ({ command: 'cohort/create', action, argument: id });
  const { plan, words } = planOrWords(asked, draft);
  const { pathways } = asked.curriculum;
  const pathway = pathways.get(draft.pathwayId);
  const track = pathway?.tracks.find(one => one.id === draft.trackId);
  const what = [pathway?.title ?? draft.pathwayId, ...(track ? [track.title] : [])].join(', ');
  const wants = { threads: draft.hasThreads, pins: draft.hasPins };
  const warnings = readAll(() => checkChannel(asked.lacksIn(draft.channelId, wants)));
  const alerts = [...faults, ...warnings];
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [
      text(`## New cohort: ${plain(draft.name)}`, `**${what}** in ${place(draft.channelId)}`, words),
      ...(alerts.length > 0 ? [text(...alerts.map(alert => `⚠️ ${alert}`))] : []),
      divider,
      ...trackList(to, pathway?.tracks ?? [], draft),
      ...paceLists(asked, to, draft, plan?.crowded ?? []),
      ...calendarLists(to, draft),
      ...otherLists(to, draft),
      divider,
      text(sentences.unsaved),
      buttons(
        { label: 'Start this cohort', style: 'success', press: to('start'), disabled: plan === undefined },
        { label: 'More settings', press: to('more') },
        { label: 'Cancel', press: to('cancel') },
      ),
    ],
  };
}

/** The plan, and what is said of it: in its place the reason why there is none. */
function planOrWords(
  asked: Asked,
  draft: NewCohortSettings,
): { readonly plan?: DraftedPlan; readonly words: string } {
  try {
    const plan = draftPlan(asked, draft);
    return { plan, words: `${planSummary({ ...plan, ...draft })}.` };
  } catch (error) {
    if (error instanceof Refusal) return { words: `⚠️ ${error.message}` };
    throw error;
  }
}

type To = (action: string) => Press;

/** The value that stands for no track: an id can't have a colon. */
export const wholePathway = ':all';

function trackList(to: To, tracks: readonly Track[], draft: NewCohortSettings): Block[] {
  if (tracks.length === 0) return [];
  const choices = tracks.map(({ id, title, note }) => ({
    label: title,
    value: id,
    ...(note === undefined ? {} : { description: note }),
  }));
  const whole = { label: 'The whole pathway', value: wholePathway };
  return [list(to('track'), 'Track', [whole, ...choices], [draft.trackId ?? wholePathway])];
}

/** The pace and, where a phase doesn't fit its time, what to do about it. */
function paceLists(asked: Asked, to: To, draft: NewCohortSettings, crowded: readonly Crowded[]): Block[] {
  const choices = [...lastDays(asked, draft)].map(([value, last]) => ({
    label: paceWords(value),
    value,
    description: sentences.until(last),
  }));
  const pace = list(to('pace'), 'Pace', choices, [draft.pace]);
  if (crowded.length === 0) return [pace];
  const titleOf = ({ nodeId }: Crowded) => asked.curriculum.nodes.get(nodeId)?.title ?? nodeId;
  const told = (words: (title: string, one: Crowded) => string) =>
    crowded.map(one => words(titleOf(one), one));
  const ways = [
    { label: 'Give it more weeks', value: 'more-weeks', description: told(sentences.moreWeeks).join(', ') },
    {
      label: 'Two lessons on some days',
      value: 'two-a-day',
      description: told(sentences.twoADay).join(', '),
    },
  ];
  const shown = told(sentences.crowded);
  const rest = shown.length > 4 ? [sentences.more(shown.length - 4)] : [];
  return [
    pace,
    text(...shown.slice(0, 4), ...rest),
    list(to('crowded'), 'What to do about it', ways, [draft.crowded]),
  ];
}

export function paceWords(pace: PaceName): string {
  const [kind, amount = ''] = pace.split('-');
  if (kind === 'lessons') return `${count(Number(amount), 'lesson')} a day`;
  if (kind === 'minutes') return `What fits into ${amount} minutes a day`;
  if (amount === 'fewest') return 'The pathway’s own pace, in the fewest weeks';
  if (amount === 'most') return 'The pathway’s own pace, with all its weeks';
  return `The pathway’s own pace, ${amount} minutes a day`;
}
