import { randomBytes } from 'node:crypto';
import { defineCommand, type Options, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { addDraft } from '../../src/store/drafts.ts';
import { findGuild } from '../../src/store/guilds.ts';
import { cohortNamed } from '../_cohort.ts';
import { type PaceName, pacedNodes, pacesFor } from '../_pace.ts';
import { readTime } from '../_typed.ts';
import { suggestZone } from '../_zone.ts';
import { changeDraft, draftKey, openDraft, panelPresses } from './_draft.ts';
import { settingsForm, typedSettings } from './_form.ts';
import { draftPanel, wholePathway } from './_panel.ts';
import {
  checkChannel,
  checkRole,
  type NewCohortSettings,
  readName,
  readPathway,
  readStart,
  readZone,
  usualSettings,
} from './_settings.ts';
import { nameTaken, startCohort, suggestPathway } from './_start.ts';

const sentences = {
  track: 'I don’t know that track. Choose one from the list. Nothing was saved.',
  pace: 'I don’t know that pace. Choose one from the list. Nothing was saved.',
};

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
  start: { type: 'text', description: 'First day, such as 2026-11-23; today if left out', maxLength: 20 },
  time: {
    type: 'text',
    description: 'When the lesson comes, such as 18:30; 09:00 if left out',
    maxLength: 8,
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
  description: 'Start a cohort: a pathway, a channel, a pace of its own',
  who: 'moderator',
  where: ['server', 'thread'],
  options,

  async run(call) {
    const { db, guildId, now, curriculum, options: given } = call;
    const name = readName(given.name);
    const pathway = readPathway(curriculum, given.pathway);
    checkChannel(given.channel.missing);
    checkChannel(call.lacksIn(given.channel.id));
    checkRole(given.role, guildId);
    const zone = readZone(given.zone ?? (await findGuild(db, guildId))?.zone ?? 'UTC');
    const draft: NewCohortSettings = {
      ...usualSettings,
      name,
      pathwayId: pathway.id,
      trackId: null,
      channelId: given.channel.id,
      roleId: given.role ?? null,
      pings: given.role !== undefined,
      zone,
      postTime: readTime(given.time ?? '09:00'),
      start: readStart(given.start ?? '', zone, now),
      pace: pacesFor(pacedNodes(curriculum, pathway))[0] ?? 'lessons-1',
      crowded: 'more-weeks',
    };
    if (cohortNamed(await listCohorts(db, guildId), name)) throw new Refusal(nameTaken(name));
    const id = randomBytes(8).toString('hex');
    await addDraft(db, draftKey(call, 'cohort', id), draft, now);
    return draftPanel(call, id, draft);
  },

  buttons: {
    ...panelPresses<NewCohortSettings>('cohort', draftPanel),
    track: choice((call, draft) => {
      const [chosen] = call.chosen;
      const known = readPathway(call.curriculum, draft.pathwayId).tracks.some(({ id }) => id === chosen);
      if (!known && chosen !== wholePathway) throw new Refusal(sentences.track);
      return { trackId: known && chosen !== undefined ? chosen : null };
    }),
    pace: choice((call, draft) => {
      const nodes = pacedNodes(call.curriculum, readPathway(call.curriculum, draft.pathwayId), draft.trackId);
      const pace = [...pacesFor(nodes), draft.pace].find((one: PaceName) => one === call.chosen[0]);
      if (!pace) throw new Refusal(sentences.pace);
      return { pace };
    }),
    crowded: choice(call => ({ crowded: call.chosen[0] === 'two-a-day' ? 'two-a-day' : 'more-weeks' })),
    more: {
      who: 'moderator',
      async run(call) {
        const draft = await openDraft<NewCohortSettings>(call, 'cohort', call.argument);
        return settingsForm({ command: 'cohort/create', action: 'more', argument: call.argument }, draft);
      },
    },
    start: { who: 'moderator', run: call => startCohort(call, call.argument) },
  },

  forms: {
    more: {
      who: 'moderator',
      async run(call) {
        const draft = await openDraft<NewCohortSettings>(call, 'cohort', call.argument);
        const { settings, faults } = typedSettings(call.fields, call.now);
        if (faults.length > 0) return draftPanel(call, call.argument, draft, faults);
        const changed = await changeDraft<NewCohortSettings>(
          call,
          'cohort',
          call.argument,
          settings as Partial<NewCohortSettings>,
        );
        return draftPanel(call, call.argument, changed);
      },
    },
  },
});

/** A list whose choice changes the draft. */
function choice(change: (call: PressCall, draft: NewCohortSettings) => Partial<NewCohortSettings>) {
  return {
    who: 'moderator',
    async run(call: PressCall) {
      const draft = await openDraft<NewCohortSettings>(call, 'cohort', call.argument);
      const changed = await changeDraft(call, 'cohort', call.argument, change(call, draft));
      return draftPanel(call, call.argument, changed);
    },
  } as const;
}
