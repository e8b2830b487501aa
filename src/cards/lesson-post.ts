/** The public post of a lesson: short, so that the channel stays readable for those who only pass by. */
import type { Lesson, Pathway, PathwayNode, Resource } from '../curriculum/types.ts';
import { dayLine, factsLine, lateLines, resourceLines, whereLine } from './lesson-parts.ts';
import { type Button, buttons, type Card, divider, text } from './reply.ts';

export interface LessonPost {
  readonly lesson: Lesson;
  readonly pathway: Pathway | undefined;
  readonly node: PathwayNode | undefined;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Stands in the buttons: by it a lost answer is found in the channel's history. */
  readonly deliveryId: string;
  /** 1-based, of `days`; undefined while a pause has no end. */
  readonly day: number;
  readonly days: number | undefined;
  readonly roleId: string | undefined;
  /** Calendar time since it was due, in ms, where the post comes late. */
  readonly lateBy?: number | undefined;
  /** A thread grows from this post, in which its readers talk. */
  readonly hasThread?: boolean;
}

export const discussButton = (deliveryId: string): Button => ({
  label: 'Discuss',
  press: { command: 'today', action: 'discuss', argument: deliveryId },
});

export function lessonPost({
  lesson,
  pathway,
  node,
  resources,
  deliveryId,
  day,
  days,
  roleId,
  lateBy,
  hasThread = false,
}: LessonPost): Card {
  const press = (action: string) => ({ command: 'today', action, argument: deliveryId });
  return {
    kind: 'card',
    accent: 'lesson',
    ...(roleId === undefined ? {} : { mentionsRole: roleId }),
    blocks: [
      text(
        whereLine(pathway, node, dayLine(day, days)),
        `## ${lesson.title}`,
        ...lateLines(lateBy, 'lesson'),
        lesson.summary,
      ),
      text('**Afterwards you can**', ...lesson.objectives.map(objective => `- ${objective}`)),
      divider,
      text(factsLine(lesson), ...resourceLines(lesson.resources, resources)),
      buttons(
        { label: 'Read', style: 'primary', press: press('read') },
        { label: 'Quiz me', press: press('quiz') },
        { label: 'I’ve done it', style: 'success', press: press('done') },
        ...(hasThread ? [discussButton(deliveryId)] : []),
      ),
    ],
  };
}
