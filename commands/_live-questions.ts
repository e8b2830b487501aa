/** What a live quiz asks: what was chosen comes first, and what that lacks comes from what the channel has had and from lessons beside it. */
import { isPosted } from '../src/core/delivery.ts';
import { lessonsBelow } from '../src/core/learned.ts';
import { pickMixed } from '../src/core/pick-questions.ts';
import { ancestorsOf, placesOf } from '../src/curriculum/places.ts';
import type { Curriculum, Lesson, Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listAskedNow } from '../src/store/held-back.ts';
import { lessonsOf } from './_node.ts';
import { fullId } from './_question.ts';
import { candidatesOf } from './_quiz.ts';

const sentences = {
  tooFew: (found: number) =>
    `Only questions that one press can answer are asked live, and a live quiz has at least ${fewest}. I found ${found === 0 ? 'none' : `only ${found}`}, without those of this channel’s last live quiz and of a daily or live quiz that is still open. Nothing was begun. Choose a wider \`topic\` or \`node\`.`,
};

/** With fewer it is no round. */
const fewest = 5;

interface ChannelCohort {
  readonly id: string;
  readonly pathwayId: string;
}

export interface LiveDraw {
  /** Undefined for what this channel has had so far. */
  readonly lessons: readonly Lesson[] | undefined;
  readonly count: number;
  readonly seed: string;
  /** All that study in the channel. */
  readonly cohorts: readonly ChannelCohort[];
  /** Whose quiz it is; undefined where it is everybody's. */
  readonly cohort: ChannelCohort | undefined;
  /** Questions of the channel's last live quiz. */
  readonly asked: readonly string[];
}

export interface Drawn {
  /** In the order in which they are asked. */
  readonly questionIds: readonly string[];
  /** How many are of the lessons that were chosen, how many of what the channel has had besides, and how many of lessons beside them. */
  readonly wished: number;
  readonly posted: number;
  readonly near: number;
}

/** Throws a refusal when there are too few. */
export async function drawLive(asked: Asked, draw: LiveDraw): Promise<Drawn> {
  const { db, guildId, now, curriculum } = asked;
  const { cohort, cohorts, count, seed } = draw;
  const [posted, open] = await Promise.all([lessonsPosted(asked, cohorts), listAskedNow(db, guildId, now)]);
  const main = draw.lessons ?? lessonsSoFar(curriculum, cohort, posted);
  const rings = ringsAround(curriculum, main, cohort);
  const beside = new Set(rings[0]);
  const barred = new Set([...open.keys(), ...draw.asked]);
  const picked: string[] = [];
  const pick = (lessons: readonly Lesson[], part: string): number => {
    const questions = lessons
      .flatMap(lesson => lesson.questions)
      .filter(one => isPressed(one) && !barred.has(fullId(one)));
    const found = pickMixed(candidatesOf(questions, []), count - picked.length, `${seed}${part}`);
    picked.push(...found);
    for (const id of found) barred.add(id);
    return found.length;
  };
  const wished = pick(main, '');
  // What people have had comes before what is new to them, and what is near before what is far.
  const had =
    pick(
      posted.filter(lesson => beside.has(lesson)),
      ':beside',
    ) + pick(posted, ':posted');
  const near = rings.reduce((sum, lessons, ring) => sum + pick(lessons, `:near${ring}`), 0);
  if (picked.length < fewest) throw new Refusal(sentences.tooFew(picked.length));
  return { questionIds: picked, wished, posted: had, near };
}

/** One press is an answer: no window, nothing to lock. */
const isPressed = (question: Question): boolean =>
  !question.retired &&
  (question.type === 'single' ||
    question.type === 'truefalse' ||
    (question.type === 'output' && question.options.length > 0));

async function lessonsPosted(
  { db, guildId, curriculum }: Asked,
  cohorts: readonly ChannelCohort[],
): Promise<readonly Lesson[]> {
  if (cohorts.length === 0) return [];
  const posts = await listDeliveries(
    db,
    guildId,
    cohorts.map(({ id }) => id),
  );
  const ids = posts.filter(isPosted).flatMap(({ lessonId }) => lessonId ?? []);
  return lessonsOf(curriculum, [...new Set(ids)]);
}

/** What was posted to the cohort; before its first lesson all of its pathway, and without a cohort everything. */
function lessonsSoFar(
  { lessons, pathways }: Curriculum,
  cohort: ChannelCohort | undefined,
  posted: readonly Lesson[],
): readonly Lesson[] {
  if (!cohort) return [...lessons.values()];
  if (posted.length > 0) return posted;
  return (pathways.get(cohort.pathwayId)?.lessons ?? []).flatMap(
    ({ lessonId }) => lessons.get(lessonId) ?? [],
  );
}

/** Lessons of the parts in which these stand, then of the parts around those, and so on: in the cohort's pathway, where it has them. */
function ringsAround(
  curriculum: Curriculum,
  lessons: readonly Lesson[],
  cohort: ChannelCohort | undefined,
): readonly (readonly Lesson[])[] {
  const chains = lessons.flatMap(({ id }) => {
    const places = placesOf(curriculum, id);
    const own = places.filter(({ pathway }) => pathway.id === cohort?.pathwayId);
    return (own.length > 0 ? own : places).flatMap(({ node }) =>
      node ? [[node, ...ancestorsOf(curriculum, node).toReversed()]] : [],
    );
  });
  const widest = Math.max(0, ...chains.map(chain => chain.length));
  return Array.from({ length: widest }, (_, ring) => {
    const nodes = new Set(chains.flatMap(chain => chain[ring] ?? []));
    return lessonsOf(curriculum, [...new Set([...nodes].flatMap(node => lessonsBelow(node)))]);
  });
}
