/** The plan of a cohort as a calendar file. Spoken by `/calendar` and `/delivery calendar`. */
import ical, { type ICalEventData } from 'ical-generator';
import { type Card, text } from '../src/cards/reply.ts';
import { count, plain, visible } from '../src/cards/words.ts';
import { zoneComponent, zonedTime } from '../src/core/calendar-zone.ts';
import { dueAt } from '../src/core/study-days.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listPlanDays, type PlanDay } from '../src/store/cohorts.ts';
import { titleOf } from './_posts.ts';

const sentences = {
  empty: (cohort: string) => `Nothing is planned for **${plain(cohort)}**, so there is no calendar of it.`,
  file: ({ name, zone }: Cohort, days: number) =>
    `The plan of **${plain(name)}** with ${count(days, 'day')}, in the time of ${zone}. Open the file to add it to your calendar. When the plan changes, fetch it again: calendars know the days by their names and move them.`,
  today: 'Type /today in your server on the day.',
};

/** For days without a lesson, whose length nobody knows. */
const usualMinutes = 30;

/** A card with the file. Throws a refusal when nothing is planned. */
export async function calendarCard(asked: Asked, cohort: Cohort): Promise<Card> {
  const plan = await listPlanDays(asked.db, cohort.guildId, cohort.id);
  if (plan.length === 0) throw new Refusal(sentences.empty(cohort.name));
  const days = new Set(plan.map(({ studyDay }) => studyDay)).size;
  const data = Buffer.from(calendarOf(cohort, plan, asked.curriculum, asked.now));
  return {
    kind: 'card',
    accent: 'map',
    private: true,
    blocks: [text(sentences.file(cohort, days)), { kind: 'file', name: 'plan.ics', data }],
  };
}

/** Each slot is an event with a name that never changes; the plan's version tells a calendar which file is newer. */
function calendarOf(cohort: Cohort, plan: readonly PlanDay[], curriculum: Curriculum, now: Date): string {
  const { zone, postTime } = cohort;
  const slots = plan.map(slot => ({ ...slot, due: dueAt({ day: slot.studyDay, time: postTime, zone }) }));
  const [first, last] = [slots[0]?.due ?? now, slots.at(-1)?.due ?? now];
  const calendar = ical({
    // The library writes this as it stands.
    name: visible(cohort.name).replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Lockstep', product: 'Lockstep', language: 'EN' },
    timezone: {
      name: null,
      generator: name => zoneComponent(name, first, new Date(last.getTime() + dayMs)),
    },
  });
  for (const slot of slots) {
    const minutes = minutesOf(curriculum, slot);
    const event: ICalEventData = {
      id: `${cohort.id}/${slot.unitKey ?? `catch-up-${slot.studyDay}`}@lockstep`,
      sequence: cohort.planVersion,
      stamp: now,
      start: zonedTime(zone, slot.due),
      end: zonedTime(zone, new Date(slot.due.getTime() + minutes * 60_000)),
      timezone: zone,
      summary: titleOf(curriculum, slot),
      description: [curriculum.lessons.get(slot.lessonId ?? '')?.summary, sentences.today]
        .filter(line => line !== undefined)
        .join('\n'),
    };
    calendar.createEvent(event);
  }
  return calendar.toString();
}

const dayMs = 86_400_000;

function minutesOf({ lessons }: Curriculum, { lessonId }: PlanDay): number {
  const minutes = lessons.get(lessonId ?? '')?.minutes;
  return minutes ? minutes.read + minutes.practice : usualMinutes;
}
