import { randomBytes } from 'node:crypto';
import { text } from '../../src/cards/reply.ts';
import { count, place, plain, time, visible } from '../../src/cards/words.ts';
import { DEFAULT_WEEKDAYS, decideStart, layOutPlan, type StartRefusal } from '../../src/core/plan.ts';
import { newPlanInputs } from '../../src/core/plan-inputs.ts';
import { unitsByLesson } from '../../src/core/plan-units.ts';
import { dueAt } from '../../src/core/study-days.ts';
import { canonicalZone, parseDay, parseTime } from '../../src/core/time.ts';
import type { Curriculum, Pathway } from '../../src/curriculum/types.ts';
import {
  type Asked,
  type Call,
  defineCommand,
  type Options,
  Refusal,
} from '../../src/discord/define-command.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import { findGuild } from '../../src/store/guilds.ts';
import { pacedNodes } from '../_pace.ts';
import { suggestZone, zoneRefusal } from '../_zone.ts';

const sentences = {
  name: 'Give the cohort a name that people can read.',
  nameTaken: (name: string) =>
    `There is a cohort called **${plain(name)}** here already. Choose another name. Nothing was saved.`,
  pathway: (known: string) => `I don’t know that pathway. These are here: ${known}. Nothing was saved.`,
  day: 'The start must be a day written like 2026-11-23. Leave it out to start today. Nothing was saved.',
  everyone:
    'I never mention everyone. Choose a role that those have who want to be told, or leave it out. Nothing was saved.',
  time: 'The time must be written like 09:00 or 18:30. Nothing was saved.',
  channel: (missing: readonly string[]) =>
    `I can’t post in that channel: I lack **${missing.join('**, **')}** there. Give it to me in the channel’s settings under Permissions, then try again. Nothing was saved.`,
  'start-in-past': 'That start has passed already. Choose today or a later day. Nothing was saved.',
  'start-too-far': 'That start is more than a year away. Choose a nearer day. Nothing was saved.',
  'no-lessons':
    'That pathway has no lessons yet, so it can be looked up with `/module` but not studied in a cohort. Nothing was saved.',
} as const satisfies Record<StartRefusal, string> & Record<string, unknown>;

const options = {
  name: { type: 'text', description: 'What the cohort is called', required: true, maxLength: 60 },
  pathway: {
    type: 'text',
    description: 'What it studies',
    required: true,
    maxLength: 60,
    suggest: suggestPathway,
  },
  channel: { type: 'channel', description: 'Where its lessons are posted', required: true },
  start: { type: 'text', description: 'First day, such as 2026-11-23; today if left out', maxLength: 10 },
  time: {
    type: 'text',
    description: 'When the lesson comes, such as 18:30; 09:00 if left out',
    maxLength: 5,
  },
  zone: {
    type: 'text',
    description: 'Time zone, such as Europe/Rome; the server’s if left out',
    maxLength: 60,
    suggest: suggestZone,
  },
  role: { type: 'role', description: 'A role to mention with each lesson' },
} as const satisfies Options;

export default defineCommand({
  description: 'Start a cohort: a pathway, a channel, a lesson each weekday',
  who: 'moderator',
  where: ['server', 'thread'],
  options,

  async run(call) {
    const { guildId, memberId, now, db, options: given } = call;
    const wanted = await understand(call);
    const inputs = newPlanInputs({
      start: wanted.start,
      weekdays: DEFAULT_WEEKDAYS,
      units: unitsByLesson(pacedNodes(call.curriculum, wanted.pathway)),
    });
    const plan = layOutPlan(inputs);

    const dueOf = (day: (typeof plan.days)[number]) =>
      dueAt({ day: day.day, time: wanted.postTime, zone: wanted.zone });
    const [first] = plan.days;
    const last = plan.days.at(-1);
    if (!first || !last) throw new Refusal(sentences['no-lessons']);
    const saved = await addCohort(db, {
      cohort: {
        guildId,
        id: randomBytes(8).toString('hex'),
        name: wanted.name,
        pathwayId: wanted.pathway.id,
        channelId: given.channel.id,
        roleId: given.role ?? null,
        zone: wanted.zone,
        postTime: wanted.postTime,
        startDay: wanted.start,
        // A first day whose time has passed is due now: the tick that this reply wakes will post it.
        nextDueAt: dueOf(first) < now ? now : dueOf(first),
        createdAt: now,
      },
      inputs,
      days: plan.days,
      actorId: memberId,
    });
    if (!saved) throw new Refusal(sentences.nameTaken(wanted.name));

    const firstWords = dueOf(first) <= now ? 'now' : time(dueOf(first));
    return {
      kind: 'card',
      accent: 'notice',
      private: true,
      wakes: true,
      blocks: [
        text(
          `## ${plain(wanted.name)} is ready`,
          `**${wanted.pathway.title}**, ${count(plan.days.length, 'lesson')}, Monday to Friday at ${wanted.postTime} (${wanted.zone}), in ${place(given.channel.id)}.`,
          `First lesson: ${firstWords}. Last lesson: ${time(dueOf(last), 'D')}.`,
          'Tell people to type `/join`.',
        ),
      ],
    };
  },
});

function suggestPathway({ curriculum }: Asked, typed: string) {
  return [...curriculum.pathways.values()]
    .filter(pathway => pathway.lessons.length > 0)
    .filter(pathway => `${pathway.id} ${pathway.title}`.toLowerCase().includes(typed.toLowerCase()))
    .map(pathway => ({ label: pathway.title, value: pathway.id }));
}

/** Makes sense of everything that was typed, or says which part doesn't. */
async function understand({ db, guildId, now, curriculum, options: given }: Call<typeof options>) {
  // Saved as it can be read: labels of buttons and lists show it as it is.
  const name = visible(given.name);
  if (name === '') throw new Refusal(sentences.name);
  const pathway = pathwayNamed(curriculum, given.pathway);
  if (!pathway)
    throw new Refusal(sentences.pathway([...curriculum.pathways.values()].map(one => one.title).join(', ')));
  if (given.channel.missing.length > 0) throw new Refusal(sentences.channel(given.channel.missing));
  if (given.role === guildId) throw new Refusal(sentences.everyone);
  const postTime = parseTime(given.time ?? '09:00');
  if (postTime === undefined) throw new Refusal(sentences.time);
  const typedZone = given.zone ?? (await findGuild(db, guildId))?.zone ?? 'UTC';
  const zone = canonicalZone(typedZone);
  if (zone === undefined) throw new Refusal(zoneRefusal(typedZone));
  const asked = given.start === undefined ? undefined : parseDay(given.start);
  if (given.start !== undefined && asked === undefined) throw new Refusal(sentences.day);
  const start = decideStart({ asked, zone, now });
  if (start.kind === 'refused') throw new Refusal(sentences[start.reason]);
  return { name, pathway, postTime, zone, start: start.start };
}

function pathwayNamed(curriculum: Curriculum, typed: string): Pathway | undefined {
  const title = typed.toLowerCase();
  return (
    curriculum.pathways.get(title) ??
    [...curriculum.pathways.values()].find(one => one.title.toLowerCase() === title)
  );
}
