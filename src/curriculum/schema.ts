/** The shapes of lessons, pathways and resources as they are written. A custom error text is the remedy a teacher reads. */
import { z } from 'zod';
import { stationIds } from './stations.ts';

const words = '[a-z0-9]+(-[a-z0-9]+)*';
const slug = z
  .string()
  .regex(new RegExp(`^${words}$`), 'Use lower-case letters, digits and single hyphens.')
  .max(48);
/** At most 48 characters, since a button's id names a question of a lesson in 100. */
export const lessonId = z
  .string()
  .regex(new RegExp(`^[a-z]+/${words}$`), 'Write it as domain/slug, in lower case with hyphens: db/acid.')
  .max(48);
/** At most 80 characters, since an autocomplete value may have 100. */
const nodeId = z
  .string()
  .regex(
    new RegExp(`^${words}(/${words})+$`),
    'Write it as pathway/slug, in lower case with hyphens: go/week-1, or below it go/week-1/day-2.',
  )
  .max(80);
const text = (min: number, max: number) => z.string().trim().min(min).max(max);
const level = z.enum(['beginner', 'intermediate', 'advanced']);

// As text, not as a tuple: these words are only shown.
const resourceKinds: readonly string[] =
  'docs article blog book ebook course course-platform platform video youtube-channel interactive practice workshop website repo'.split(
    ' ',
  );
const nodeKinds: readonly string[] =
  'phase part module fundamental point step section tier topic project'.split(' ');

/** The sections of a lesson, in their order. */
export const sectionTitles = [
  'Concept',
  'Analogy',
  'Do',
  "Don't",
  'Trade-offs',
  'Example',
  'Misconceptions',
  'Interview',
  'Practice',
] as const;

const resourceRef = z.strictObject({
  ref: slug,
  as: text(1, 120).optional(),
  note: text(1, 300).optional(),
  provider: text(1, 120).optional(),
});

const pace = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('weeks'), min: z.int().min(1).max(520), max: z.int().min(1).max(520) }),
  z.strictObject({ mode: z.literal('hours'), hours: z.number().positive().max(10_000) }),
  z.strictObject({ mode: z.literal('lessons') }),
  z.strictObject({ mode: z.literal('open') }),
]);

export const resource = z.strictObject({
  id: slug,
  title: text(1, 120),
  url: z.url({ protocol: /^https?$/, error: 'Write a whole address: https://example.org/page.' }).nullable(),
  kind: z.enum(resourceKinds),
  cost: z.enum(['free', 'paid', 'mixed', 'unknown']).default('unknown'),
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  provider: text(1, 120).optional(),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'Write a language code such as en or pt-BR.')
    .default('en'),
});

export const lesson = z.strictObject({
  id: lessonId,
  title: text(1, 100),
  rev: z.int().min(1),
  level,
  minutes: z.strictObject({ read: z.int().min(3).max(30), practice: z.int().min(0).max(240) }),
  summary: text(40, 300),
  objectives: z.array(text(1, 160)).min(1).max(5),
  prerequisites: z.array(lessonId).default([]),
  lifecycle: z.array(z.enum(stationIds)).default([]),
  resources: z.array(resourceRef).default([]),
  tags: z.array(slug).default([]),
  aliases: z.array(lessonId).default([]),
  reviewed: z.iso.date('Write the day as YYYY-MM-DD.').optional(),
});

const bareNode = z.strictObject({
  id: nodeId,
  kind: z.enum(nodeKinds),
  n: z.int().min(0).optional(),
  title: text(1, 200),
  text: text(1, 2000).optional(),
  question: text(1, 300).optional(),
  level: level.optional(),
  tag: text(1, 40).optional(),
  group: text(1, 80).optional(),
  pace: pace.optional(),
  prerequisites: z.array(nodeId).default([]),
  project: slug.optional(),
  topics: z.array(text(1, 200)).default([]),
  lessons: z.array(lessonId).default([]),
  resources: z.array(resourceRef).default([]),
});
export type WrittenNode = z.infer<typeof bareNode> & { readonly children: readonly WrittenNode[] };
const node: z.ZodType<WrittenNode> = bareNode.extend({ children: z.lazy(() => z.array(node).default([])) });

export const pathway = z.strictObject({
  id: slug,
  title: text(1, 100),
  summary: text(40, 300),
  audience: text(1, 120).optional(),
  order: z.enum(['strict', 'advised', 'free']),
  pace,
  credit: text(1, 300).optional(),
  licence: text(1, 120).optional(),
  goal: z
    .strictObject({
      flow: z.array(text(1, 60)).max(20).default([]),
      qualities: z.array(text(1, 60)).max(20).default([]),
      text: text(1, 500).optional(),
    })
    .optional(),
  prerequisites: z.array(text(1, 200)).default([]),
  promises: z.array(text(1, 300)).default([]),
  lesson_must_have: z.array(z.enum(sectionTitles)).default([]),
  revisit: z.strictObject({ every_days: z.int().min(1).max(3650), what: text(1, 200) }).optional(),
  objectives: z.array(z.strictObject({ title: text(1, 120), text: text(1, 500) })).default([]),
  tools: z.array(text(1, 60)).default([]),
  resources: z.array(resourceRef).default([]),
  tracks: z
    .array(
      z.strictObject({
        id: slug,
        n: z.int().min(0).optional(),
        title: text(1, 120),
        note: text(1, 300).optional(),
        nodes: z.array(nodeId).min(1),
        pick: z.enum(['all', 'one']).default('all'),
      }),
    )
    .default([]),
  nodes: z.array(node).min(1),
});

export const term = z.strictObject({
  id: slug,
  term: text(1, 80),
  also: z.array(text(1, 80)).default([]),
  text: text(20, 300),
  lesson: lessonId,
});

export const project = z.strictObject({
  id: slug,
  title: text(1, 100),
  level,
  hours: z.number().positive().max(400),
  summary: text(40, 300),
  brief: text(40, 1500),
  steps: z
    .array(z.strictObject({ title: text(1, 100), text: text(1, 400) }))
    .min(3)
    .max(10),
  rubric: z
    .array(z.strictObject({ id: slug, title: text(1, 100), levels: z.array(text(1, 160)).length(4) }))
    .min(2)
    .max(6),
  lessons: z.array(lessonId).min(1),
});

export type WrittenLesson = z.infer<typeof lesson>;
export type WrittenPathway = z.infer<typeof pathway>;
export type WrittenResourceRef = z.infer<typeof resourceRef>;
