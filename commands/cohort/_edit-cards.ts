/** The panel of a cohort that runs, and the card that shows what its changes move. */
import { diffWords, planSummary, weekdayWords } from '../../src/cards/plan-words.ts';
import { buttons, type Card, divider, type Press, text } from '../../src/cards/reply.ts';
import { count, place, plain } from '../../src/cards/words.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { findPlan, type Plan } from '../../src/store/plans.ts';
import { titleOfKey } from '../pace/_titles.ts';
import { type SettingsChange, settingsChange } from './_change.ts';
import { calendarLists, lateWords, otherLists } from './_lists.ts';
import { catchUpOf } from './_plan.ts';
import { checkChannel, checkRole, readAll, type Settings } from './_settings.ts';

/** What is wanted of a cohort, with the settings as they were when the panel was opened. */
export interface EditDraft extends Settings {
  readonly cohortId: string;
  readonly base: Settings;
  /** Of what was shown last; null before anything was. */
  readonly shown: string | null;
}

const sentences = {
  gone: 'That cohort is no longer here. Nothing was changed.',
  unsaved: 'Nothing is changed before you have seen what it moves.',
  none: 'Nothing here differs from how it is. Choose something else first.',
  noMoves: 'No study day moves.',
  moved: (zone: string) => `**Dates** (${zone})`,
  stale: '⚠️ The plan went on in the meantime, so nothing was changed yet. These dates are true now:',
};

export const cohortKey = ({ guildId }: Asked, { cohortId }: EditDraft) => ({ guildId, id: cohortId });

export const changeOf = (asked: Asked, draft: EditDraft): Promise<SettingsChange> =>
  settingsChange(asked.db, cohortKey(asked, draft), { base: draft.base, wanted: draft, now: asked.now });

export async function editPanel(
  asked: Asked,
  id: string,
  draft: EditDraft,
  faults: readonly string[] = [],
): Promise<Card> {
  const to = (action: string): Press => ({ command: 'cohort/edit', action, argument: id });
  const plan = await findPlan(asked.db, cohortKey(asked, draft));
  if (!plan) throw new Refusal(sentences.gone);
  const { summary, refused } = await summaryOf(asked, draft, plan);
  const alerts = [...faults, ...refused, ...problemsOf(asked, draft)];
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [
      text(`## Settings of ${plain(draft.name)}`, summary),
      ...(alerts.length > 0 ? [text(...alerts.map(alert => `⚠️ ${alert}`))] : []),
      divider,
      { kind: 'choose-channel', press: to('channel'), placeholder: 'Channel', chosen: draft.channelId },
      {
        kind: 'choose-role',
        press: to('role'),
        placeholder: 'A role to mention',
        ...(draft.roleId === null ? {} : { chosen: draft.roleId }),
      },
      ...calendarLists(to, draft),
      ...otherLists(to, draft),
      divider,
      text(sentences.unsaved),
      buttons(
        { label: 'See what changes', style: 'primary', press: to('review') },
        { label: 'More settings', press: to('more') },
        { label: 'Cancel', press: to('cancel') },
      ),
    ],
  };
}

/** Why what is wanted can't be had; checked again before it is applied. */
export const problemsOf = (asked: Asked, draft: EditDraft): readonly string[] =>
  readAll(
    () => {
      const wants = { threads: draft.hasThreads, pins: draft.hasPins };
      const { base } = draft;
      // What lacks where nothing changes is the notices' to tell: a new name must be possible all the same.
      const asks =
        draft.channelId !== base.channelId ||
        (draft.hasThreads && !base.hasThreads) ||
        (draft.hasPins && !base.hasPins);
      if (asks) checkChannel(asked.lacksIn(draft.channelId, wants));
    },
    () => checkRole(draft.roleId, asked.guildId),
  );

/** What differs and what it moves; undefined when nothing does. */
export function reviewCard(
  asked: Asked,
  id: string,
  { draft, change, isStale = false }: { draft: EditDraft; change: SettingsChange; isStale?: boolean },
): Card | undefined {
  const to = (action: string): Press => ({ command: 'cohort/edit', action, argument: id });
  const lines = differences(draft.base, draft);
  if (lines.length === 0) return undefined;
  const { calendar } = change;
  const titleOf = ({ key }: { readonly key: string }) => titleOfKey(asked.curriculum, key);
  const moves = calendar ? diffWords(calendar.diff, titleOf, { openEnd: calendar.openEnd }) : [];
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [
      text(`## Changes to ${plain(draft.base.name)}`, ...(isStale ? [sentences.stale] : []), ...lines),
      divider,
      text(...(moves.length > 0 ? [sentences.moved(draft.zone), ...moves] : [sentences.noMoves])),
      divider,
      buttons(
        { label: 'Apply', style: 'success', press: to('apply') },
        { label: 'Back', press: to('back') },
        { label: 'Cancel', press: to('cancel') },
      ),
    ],
  };
}

export const nothingDiffers = sentences.none;

/** The plan as it would be, or as it is and why it can't be otherwise. */
async function summaryOf(
  asked: Asked,
  draft: EditDraft,
  plan: Plan,
): Promise<{ readonly summary: string; readonly refused: readonly string[] }> {
  try {
    const { calendar } = await changeOf(asked, draft);
    return { summary: `${planSummary({ ...(calendar ?? plan), ...clockOf(draft) })}.`, refused: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { summary: `${planSummary({ ...plan, ...clockOf(draft.base) })}.`, refused: [error.message] };
  }
}

const clockOf = ({ zone, postTime }: Settings) => ({ zone, postTime });

/** A line for each setting that differs: what it was, and what it will be. */
function differences(base: Settings, wanted: Settings): string[] {
  const shown = {
    Name: ({ name }) => plain(name),
    Channel: ({ channelId }) => place(channelId),
    Mentions: ({ roleId, pings }) => (roleId !== null && pings ? `<@&${roleId}>` : 'nobody'),
    Time: ({ postTime }) => postTime,
    'Time zone': ({ zone }) => zone,
    'Study days': ({ weekdays }) => weekdayWords(weekdays),
    'For catching up': settings => {
      const day = catchUpOf(settings);
      return day === null ? 'no day' : weekdayWords([day]);
    },
    'Late lessons': ({ latePolicy }) => lateWords[latePolicy][0].replace('Late lessons: ', ''),
    'Too late after': ({ lateWindowHours }) => count(lateWindowHours, 'hour'),
    Threads: ({ hasThreads }) => yesOrNo(hasThreads),
    Pins: ({ hasPins }) => yesOrNo(hasPins),
    'Note at the day’s end': ({ hasDayEnd }) => yesOrNo(hasDayEnd),
    'The week’s board': ({ hasWeeklyBoard }) => yesOrNo(hasWeeklyBoard),
    'Weekly digest': ({ hasDigest }) => yesOrNo(hasDigest),
    'Daily quiz': ({ dailyQuestions }) => (dailyQuestions === 0 ? 'no' : count(dailyQuestions, 'question')),
  } satisfies Record<string, (settings: Settings) => string>;
  return Object.entries(shown).flatMap(([label, words]) => {
    const [before, after] = [words(base), words(wanted)];
    return before === after ? [] : [`**${label}:** ${before} → ${after}`];
  });
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
