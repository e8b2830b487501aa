/** Draws how a cohort is doing: three bars of members, and a bar for each of its last lessons. */
import type { Pen } from './canvas.ts';
import {
  type CohortReportFacts,
  groupsOf,
  type LessonBar,
  membersIn,
  sentences,
  titleOf,
} from './cohort-report-words.ts';
import { barInk, drawBar, drawFramed, inkable, margin, room } from './insights-frame.ts';
import { ink, widthOf, write } from './pen.ts';

/** On the ground, each at 3:1 and more against it and the track; which group it is stands beside it in words. */
export const groupInk = [barInk.top, barInk.usual, ink.faint] as const;

const groupLine = 26;
const groupWords = 116;
const numberRoom = 40;
const headingLine = 30;
const lessonLine = 38;
/** Between a title, what is said of it and its number: a long title must not touch the triangle. */
const gap = 14;
const triangleRoom = 14;

export const paintCohortReport = (facts: CohortReportFacts) =>
  drawFramed(
    {
      ...{ title: inkable(titleOf(facts)) || sentences.untitled, note: sentences.members(membersIn(facts)) },
      foot: facts.lessons.length === 0 ? [sentences.noLessons] : [],
      bodyHeight:
        3 * groupLine + (facts.lessons.length === 0 ? 4 : headingLine + facts.lessons.length * lessonLine),
    },
    (pen, top) => {
      drawGroups(pen, facts, top);
      if (facts.lessons.length > 0) drawLessons(pen, facts.lessons, top + 3 * groupLine);
    },
  );

function drawGroups(pen: Pen, facts: CohortReportFacts, top: number): void {
  const all = Math.max(1, membersIn(facts));
  for (const [place, { name, members }] of groupsOf(facts).entries()) {
    const middle = top + (place + 0.5) * groupLine;
    write(pen, name, { x: margin, y: middle, room: groupWords, size: 13, weight: 600, colour: ink.text });
    const bar = { x: margin + groupWords, y: middle - 6, width: room - groupWords - numberRoom, height: 12 };
    drawBar(pen, bar, (100 * members) / all, groupInk[place] ?? ink.faint);
    writeRight(pen, String(members), middle, 13, ink.strong);
  }
}

function drawLessons(pen: Pen, lessons: readonly LessonBar[], top: number): void {
  write(pen, sentences.lessons, { x: margin, y: top + 18, room, size: 12, leastSize: 11, colour: ink.faint });
  for (const [place, lesson] of lessons.entries())
    drawLesson(pen, lesson, top + headingLine + place * lessonLine);
}

/** What loses people has a triangle, another colour and the words. */
function drawLesson(pen: Pen, { title, done, of, loses }: LessonBar, y: number): void {
  const number = `${done} of ${of}`;
  const numberWide = widthOf(pen, number, 12, 600);
  const word = loses ? sentences.loses : '';
  const wordWide = loses ? widthOf(pen, word, 11, 600) : 0;
  const markWide = loses ? triangleRoom + wordWide + gap : 0;
  const titleRoom = room - numberWide - gap - markWide;
  const shown = inkable(title) || '…';
  write(pen, shown, { x: margin, y: y + 10, room: titleRoom, size: 13, leastSize: 11.5, colour: ink.text });
  if (loses) {
    const x = margin + titleRoom + gap;
    drawTriangle(pen, x, y + 10);
    write(pen, word, {
      ...{ x: x + triangleRoom, y: y + 10, room: wordWide + 1, size: 11, weight: 600, colour: barInk.look },
    });
  }
  writeRight(pen, number, y + 10, 12, ink.strong);
  const bar = { x: margin, y: y + 21, width: room, height: 8 };
  drawBar(pen, bar, of === 0 ? 0 : (100 * done) / of, loses ? barInk.look : barInk.usual);
}

function drawTriangle(pen: Pen, x: number, middle: number): void {
  pen.fillStyle = barInk.look;
  pen.beginPath();
  pen.moveTo(x, middle - 4);
  pen.lineTo(x + 9, middle - 4);
  pen.lineTo(x + 4.5, middle + 4);
  pen.closePath();
  pen.fill();
}

function writeRight(pen: Pen, words: string, y: number, size: number, colour: string): void {
  const wide = widthOf(pen, words, size, 600);
  write(pen, words, { x: margin + room - wide, y, room: wide + 1, size, weight: 600, colour });
}
