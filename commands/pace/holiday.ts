import { count, visible } from '../../src/cards/words.ts';
import { layOutPlan } from '../../src/core/plan.ts';
import { changePlan, type FreeRange, LONGEST_REST_DAYS } from '../../src/core/plan-change.ts';
import { addDays, type StudyDay } from '../../src/core/time.ts';
import { defineCommand, type FileText, type FileValue, Refusal } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { dayOption, dayTyped } from './_day.ts';
import { holidaysIn, type IcsRefusal } from './_ics.ts';
import { type PlanNow, planNow } from './_plan.ts';
import type { Wish } from './_propose.ts';

const nothing = 'Nothing was changed.';
const sentences = {
  how: `Give one of these: \`date\` for one day, \`from\` and \`to\` for several, or \`file\` for a calendar file (.ics). ${nothing}`,
  unread: (events: number) =>
    `${count(events, 'event')} of the file ${events === 1 ? 'repeats' : 'repeat'} in a way that I don’t follow, so ${events === 1 ? 'it is' : 'they are'} left out.`,
};
const fileSentences = {
  'too-big': `That file is bigger than 256 KB. Export only the holidays, or a shorter time, then try again. ${nothing}`,
  'foreign-host': `I take files only from Discord itself. Attach the file to the command, then try again. ${nothing}`,
  unreadable: `I couldn’t read that file: it isn’t plain text, or it didn’t arrive in time. Try again, or export it anew as .ics. ${nothing}`,
  broken: `That isn’t a calendar file that I can read. Export the calendar as .ics (iCalendar), then try again. ${nothing}`,
  'no-events': `There is no event in that calendar file. ${nothing}`,
  outside: `No event of that file falls into what is still to come of this plan. ${nothing}`,
  'too-much': `There is more in that file than a list of holidays holds. Export only the holidays, then try again. ${nothing}`,
} as const satisfies Record<IcsRefusal | Extract<FileText, { kind: 'refused' }>['reason'], string>;

const mostBytes = 256 * 1024;

export default defineCommand({
  description:
    'Let nothing come on a day, on several, or on those of a calendar file; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    date: dayOption('One day'),
    from: dayOption('The first of several days'),
    to: dayOption('The last of several days'),
    file: { type: 'file', description: 'A calendar file (.ics) with holidays, up to 256 KB' },
    name: { type: 'text', description: 'What the holiday is called', maxLength: 60 },
    cohort: cohortOption,
  },

  async run(call) {
    const { date, from, to, file, name } = call.options;
    const isOneWay =
      [date !== undefined, from !== undefined || to !== undefined, file !== undefined].filter(Boolean)
        .length === 1;
    if (!isOneWay || (from === undefined) !== (to === undefined)) throw new Refusal(sentences.how);
    const cohort = await cohortMeant(call, call.options.cohort);
    if (file) {
      const { ranges, notes } = await rangesOfFile(await planNow(call.db, cohort, call.now), file);
      return previewChange(call, cohort, () => wish(ranges), notes);
    }
    const first = dayTyped(date ?? from, cohort, call.now);
    const last = dayTyped(date ?? to, cohort, call.now);
    if (!first || !last) throw new Refusal(sentences.how);
    const called = visible(name ?? '') || null;
    return previewChange(call, cohort, () => wish([{ from: first, to: last, name: called }]));
  },
});

const wish = (ranges: readonly FreeRange[]): Wish => ({
  kind: 'change',
  change: { kind: 'holiday', ranges },
});

/** Throws a `Refusal` for a file from which nothing can be taken. */
async function rangesOfFile(
  plan: PlanNow,
  file: FileValue,
): Promise<{ readonly ranges: readonly FreeRange[]; readonly notes: readonly string[] }> {
  const content = await file.read(mostBytes);
  if (content.kind === 'refused') throw new Refusal(fileSentences[content.reason]);
  const { from } = plan.settled;
  const furthest = addDays(lastDay(plan) ?? from, LONGEST_REST_DAYS);
  const read = holidaysIn(content.text, { zone: plan.cohort.zone, span: { from, to: furthest } });
  if (read.kind === 'refused') throw new Refusal(fileSentences[read.reason]);
  const ranges = withinPlan(plan, read.ranges);
  if (ranges.length === 0) throw new Refusal(fileSentences.outside);
  return { ranges, notes: read.unread > 0 ? [sentences.unread(read.unread)] : [] };
}

/** Those that the plan meets: holidays push its end on, and so into later ones. */
function withinPlan(plan: PlanNow, ranges: readonly FreeRange[]): readonly FreeRange[] {
  let met: readonly FreeRange[] = [];
  for (let last = lastDay(plan); ; last = lastDay(plan, met)) {
    const next = last === undefined ? ranges : ranges.filter(({ from }) => from <= last);
    if (next.length <= met.length) return met;
    met = next;
  }
}

/** The plan's last day, with these holidays; undefined while a pause without an end leaves it none. */
function lastDay({ plan, settled }: PlanNow, ranges: readonly FreeRange[] = []): StudyDay | undefined {
  const outcome =
    ranges.length === 0 ? undefined : changePlan(plan.inputs, { kind: 'holiday', ranges }, settled);
  const inputs = outcome?.kind === 'changed' ? outcome.inputs : plan.inputs;
  const { days, unplaced } = layOutPlan(inputs, settled);
  return unplaced.length > 0 ? undefined : days.at(-1)?.day;
}
