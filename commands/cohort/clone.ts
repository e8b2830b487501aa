import { randomBytes } from 'node:crypto';
import type { Card, Form } from '../../src/cards/reply.ts';
import { visible } from '../../src/cards/words.ts';
import { defineCommand, type FormCall, Refusal } from '../../src/discord/define-command.ts';
import { listEveryCohort } from '../../src/store/cohort-settings.ts';
import { type Cohort, findCohort, listCohorts } from '../../src/store/cohorts.ts';
import { addDraft } from '../../src/store/drafts.ts';
import { findPlan } from '../../src/store/plans.ts';
import { cohortNamed, cohortOption, meantAmong, suggestAnyCohort } from '../_cohort.ts';
import { pacedNodes, paceOfPlan } from '../_pace.ts';
import { draftKey } from './_draft.ts';
import { draftPanel } from './_panel.ts';
import { type NewCohortSettings, readName, readPathway, readStart, settingsOf } from './_settings.ts';
import { nameTaken } from './_start.ts';

const sentences = {
  gone: 'That cohort is no longer here. Nothing was saved.',
};

/** Discord's members type no longer name into `/cohort create` either. */
const longestName = 60;

export default defineCommand({
  description: 'Run a cohort again: the same settings, a new name and start',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    cohort: { ...cohortOption, description: 'Which cohort; an archived one, too', suggest: suggestAnyCohort },
  },

  async run(call) {
    const all = await listEveryCohort(call.db, call.guildId);
    const cohort = meantAmong(all, call.options.cohort);
    return form(cohort, nextName(cohort.name, all));
  },

  forms: { start: { who: 'moderator', run: startAgain } },
});

function form(cohort: Cohort, name: string): Form {
  return {
    kind: 'form',
    title: 'Run it again',
    press: { command: 'cohort/clone', action: 'start', argument: cohort.id },
    fields: [
      { id: 'name', label: 'Name of the new cohort', value: name, maxLength: longestName },
      {
        id: 'start',
        label: 'First day',
        description: 'Such as 2026-11-23; empty for the day on which you start the cohort',
        maxLength: 20,
        required: false,
      },
    ],
  };
}

/** A draft like any other: everything can still be changed before it starts. */
async function startAgain(call: FormCall): Promise<Card> {
  const { db, guildId, curriculum, now, argument, fields } = call;
  const cohort = await findCohort(db, guildId, argument);
  const plan = cohort && (await findPlan(db, cohort));
  if (!cohort || !plan) throw new Refusal(sentences.gone);
  const name = readName(fields.name ?? '');
  const start = readStart(fields.start ?? '', cohort.zone, now);
  if (cohortNamed(await listCohorts(db, guildId), name)) throw new Refusal(nameTaken(name));
  const pathway = readPathway(curriculum, cohort.pathwayId);
  const trackId = pathway.tracks.some(({ id }) => id === cohort.trackId) ? cohort.trackId : null;
  const draft: NewCohortSettings = {
    ...settingsOf(cohort, plan.inputs),
    ...paceOfPlan(pacedNodes(curriculum, pathway, trackId), plan.inputs),
    name,
    pathwayId: pathway.id,
    trackId,
    start,
  };
  const id = randomBytes(8).toString('hex');
  await addDraft(db, draftKey(call, 'cohort', id), draft, now);
  return draftPanel(call, id, draft);
}

/** `Autumn` becomes `Autumn 2`, `Autumn 2` becomes `Autumn 3`: the first that is free. */
function nextName(name: string, all: readonly Cohort[]): string {
  const [, base = name, number = '1'] = /^(.*?)(?: (\d{1,4}))?$/u.exec(name) ?? [];
  const taken = all.filter(({ state }) => state !== 'archived');
  for (let next = Number(number) + 1; ; next += 1) {
    const candidate = `${visible(base.slice(0, longestName - 6))} ${next}`;
    if (!cohortNamed(taken, candidate)) return candidate;
  }
}
