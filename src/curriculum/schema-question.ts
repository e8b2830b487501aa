/** The shapes of a bank's questions as they are written. A custom error text is the remedy a teacher reads. */
import { z } from 'zod';
import { lessonId } from './schema.ts';

/** Ids travel in button ids, which may have 100 characters in all. */
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens.');
const questionId = id.min(2).max(32);
const choiceId = id.max(40);
const why = z.string().trim().min(15).max(400);
const answer = z.string().trim().min(1).max(300);

/** A select's label holds 100 characters. */
const option = z.strictObject({
  id: choiceId,
  text: z.string().trim().min(1).max(100),
  right: z.boolean().default(false),
  why,
});
const item = z.strictObject({ id: choiceId, text: z.string().trim().min(1).max(90) });
const wrong = z.array(z.strictObject({ answer, why })).max(10).default([]);

const base = {
  id: questionId,
  rev: z.int().min(1).default(1),
  stem: z.string().trim().min(10).max(1000),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)], 'Use 1 (easy), 2 or 3 (hard).'),
  kind: z.enum(['recall', 'apply', 'analyse']),
  objective: z.int().min(1),
  retired: z.boolean().default(false),
};

export const question = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('single'), options: z.array(option).min(3).max(5) }),
  z.strictObject({ ...base, type: z.literal('multi'), options: z.array(option).min(3).max(10) }),
  z.strictObject({
    ...base,
    type: z.literal('truefalse'),
    answer: z.boolean(),
    why_true: why,
    why_false: why,
  }),
  z.strictObject({ ...base, type: z.literal('order'), items: z.array(item).min(3).max(6), why, wrong }),
  z.strictObject({
    ...base,
    type: z.literal('fill'),
    accept: z.array(answer).min(1).max(20),
    normalise: z.enum(['exact', 'loose', 'number']).default('loose'),
    tolerance: z.number().min(0).optional(),
    why,
    wrong,
  }),
  z.strictObject({
    ...base,
    type: z.literal('output'),
    code: z.string().min(1).max(900),
    language: z
      .string()
      .regex(/^[a-z0-9+#-]{1,20}$/, 'Write the short name that code blocks use: sql, js, bash.'),
    options: z.array(option).min(3).max(5).optional(),
    accept: z.array(answer).min(1).max(20).optional(),
    why: why.optional(),
    wrong,
  }),
]);

export const bank = z.strictObject({ lesson: lessonId, questions: z.array(z.unknown()).min(1).max(60) });

export type WrittenQuestion = z.infer<typeof question>;
