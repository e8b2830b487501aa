/** The lessons and other days of a plan that a moderator can name. */
import { dayShort, dayWords } from '../../src/cards/day-words.ts';
import type { Choice } from '../../src/cards/reply.ts';
import { cut, plain } from '../../src/cards/words.ts';
import { layOutPlan } from '../../src/core/plan.ts';
import type { StudyDay } from '../../src/core/time.ts';
import { nearest } from '../../src/curriculum/did-you-mean.ts';
import { bestNamed } from '../../src/curriculum/name-match.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { cohortsHere } from './_cohort.ts';
import { type PlanNow, planNow } from './_plan.ts';
import { titleOfKey } from './_titles.ts';

const sentences = {
  unknown: (typed: string, near: string) =>
    `This plan has no lesson called “${plain(typed)}”. ${near} Nothing was changed.`,
  meant: (titles: readonly string[]) => `Did you mean ${titles.map(title => `“${title}”`).join(' or ')}?`,
  list: 'Choose one from the list that appears while you type.',
};

interface Coming {
  readonly key: string;
  readonly title: string;
  /** Undefined while a pause without an end holds it back. */
  readonly day: StudyDay | undefined;
}

/** Everything of the plan that is still to come, in its order; inserted days and the weekly catch-up days aren't units. */
export function comingUnits(curriculum: Curriculum, { plan, settled }: PlanNow): Coming[] {
  const { days, unplaced } = layOutPlan(plan.inputs, settled);
  const known = new Set(plan.inputs.units.map(({ key }) => key));
  const placed = days
    .filter(({ day }) => day >= settled.from)
    .flatMap(({ key, day }) => (key !== null && known.has(key) ? [{ key, day }] : []));
  return [...placed, ...unplaced.map(({ key }) => ({ key, day: undefined }))].map(unit => ({
    ...unit,
    title: titleOfKey(curriculum, unit.key),
  }));
}

/** The key of the unit that was typed, by key or title. Throws a `Refusal` with the nearest titles. */
export function unitTyped(curriculum: Curriculum, plan: PlanNow, typed: string): string {
  const wanted = typed.trim().toLowerCase();
  const coming = comingUnits(curriculum, plan);
  const found =
    plan.plan.inputs.units.find(({ key }) => key === typed.trim())?.key ??
    coming.find(({ title }) => title.toLowerCase() === wanted)?.key ??
    plan.plan.inputs.units.find(({ key }) => titleOfKey(curriculum, key).toLowerCase() === wanted)?.key;
  if (found !== undefined) return found;
  throw new Refusal(sentences.unknown(typed, nearTitles(coming, wanted)));
}

function nearTitles(coming: readonly Coming[], wanted: string): string {
  const inside = coming.filter(({ title }) => title.toLowerCase().includes(wanted)).map(({ title }) => title);
  const near = nearest(wanted, new Set(coming.map(({ title }) => title.toLowerCase())));
  const close = coming.filter(({ title }) => title.toLowerCase() === near).map(({ title }) => title);
  const titles = [...new Set([...(wanted === '' ? [] : inside), ...close])].slice(0, 3);
  return titles.length > 0 ? sentences.meant(titles) : sentences.list;
}

/** What is to come, with its dates; where several cohorts may be meant, with their names. */
async function suggestUnit(asked: Asked, typed: string): Promise<Choice[]> {
  const cohorts = cohortsHere(asked, await listCohorts(asked.db, asked.guildId)).slice(0, 5);
  const choices: Choice[] = [];
  for (const cohort of cohorts) {
    const name = cohorts.length > 1 ? `${cut(cohort.name, 20)}, ` : '';
    const units = comingUnits(asked.curriculum, await planNow(asked.db, cohort, asked.now));
    choices.push(
      ...bestNamed(units, ({ title, day }) => [title, day ? dayWords(day) : ''], typed, 25).map(
        ({ key, title, day }) => ({
          label: `${cut(title, 60)} (${name}${day ? dayShort(day) : 'no day yet'})`,
          value: key,
        }),
      ),
    );
  }
  return choices.slice(0, 25);
}

export const unitOption = <const D extends string>(description: D) =>
  ({ type: 'text', description, required: true, maxLength: 100, suggest: suggestUnit }) as const;
