/** Draws somebody's progress: study days, lessons of the pathway, topics. */
import type { Drawing, Pen } from './canvas.ts';
import { drawable } from './fonts.ts';
import { fillBox, ink, widthOf, write } from './pen.ts';
import { mapDays } from './progress-days.ts';
import { type ProgressFacts, sentences } from './progress-words.ts';

/** About as wide as a phone shows it. */
const width = 440;
const margin = 14;
const room = width - 2 * margin;

/** Bars stand out from their track at 3:1 and more, and from one another by a gap and their words. */
export const progressInk = {
  track: '#343a47',
  here: '#5b9dff',
  elsewhere: '#c9b3ff',
  topic: '#5b9dff',
} as const;

const headHeight = 52;
const titleLine = 22;
/** About as many fit on one line. */
const titleLetters = 42;
const sectionHead = 24;
const sectionGap = 14;
const topicLine = 25;
const nameRoom = 176;
const mostTopics = 8;

interface Section {
  readonly height: number;
  readonly paint: (pen: Pen, y: number) => void;
}

export function paintProgress(facts: ProgressFacts): Drawing {
  const sections = [
    ...(facts.streak === undefined ? [] : [daysSection(facts, facts.streak)]),
    lessonsSection(facts),
    topicsSection(facts),
  ];
  const body = sections.reduce((sum, { height }) => sum + height + sectionGap, -sectionGap);
  const title = drawable(facts.title);
  const isLong = [...title].length > titleLetters;
  const head = headHeight + (isLong ? titleLine : 0);
  const height = margin + head + body + margin;
  const paint = (pen: Pen) => {
    fillBox(pen, { x: 0, y: 0, width, height: height + 1 }, 0, ink.ground);
    const line = { x: margin, room };
    for (const [place, words] of (isLong ? inTwo(pen, title) : [title]).entries())
      write(pen, words, {
        ...{ ...line, y: margin + 9 + place * titleLine, size: 18, leastSize: 13, weight: 600 },
        colour: ink.strong,
      });
    write(pen, drawable(facts.note).replace(/^· | ·$/g, ''), {
      ...line,
      y: margin + 32 + head - headHeight,
      size: 12.5,
      leastSize: 11,
      colour: ink.faint,
    });
    let y = margin + head;
    for (const section of sections) {
      section.paint(pen, y);
      y += section.height + sectionGap;
    }
  };
  return { width, height, paint };
}

/** As many words as have room, and the rest. */
function inTwo(pen: Pen, title: string): readonly string[] {
  const words = title.split(' ');
  let first = words.length;
  while (first > 1 && widthOf(pen, words.slice(0, first).join(' '), 18, 600) > room) first -= 1;
  return [words.slice(0, first).join(' '), words.slice(first).join(' ')];
}

function drawTitle(pen: Pen, y: number, title: string, right = ''): void {
  const wide = widthOf(pen, right, 12, 600);
  write(pen, title, { x: margin, y: y + 8, room: room - wide - 8, size: 13, weight: 600, colour: ink.text });
  write(pen, right, {
    x: margin + room - wide,
    y: y + 8,
    room: wide + 1,
    size: 12,
    weight: 600,
    colour: ink.strong,
  });
}

const wordsAt = (pen: Pen, words: string, y: number) =>
  write(pen, words, {
    x: margin,
    y: y + sectionHead + 7,
    room,
    size: 12,
    leastSize: 10.5,
    colour: ink.faint,
  });

function daysSection(facts: ProgressFacts, streak: number): Section {
  const map = mapDays(facts, room);
  const hasDays = facts.days.length > 0;
  const earlier = map.earlier > 0 ? sentences.earlier(map.earlier) : '';
  return {
    height: sectionHead + (hasDays ? map.height : 15) + (earlier ? 16 : 0),
    paint(pen, y) {
      drawTitle(pen, y, sentences.days, streak > 0 ? sentences.streak(streak) : '');
      if (!hasDays) wordsAt(pen, sentences.noDays, y);
      map.draw(pen, margin, y + sectionHead);
      if (earlier) wordsAt(pen, earlier, y + map.height);
    },
  };
}

function lessonsSection({ lessons: { here, elsewhere, total } }: ProgressFacts): Section {
  const ahead = total - here - elsewhere;
  const parts = [
    { n: here, words: sentences.here(here), colour: progressInk.here },
    { n: elsewhere, words: sentences.elsewhere(elsewhere), colour: progressInk.elsewhere },
    { n: ahead, words: sentences.ahead(ahead), colour: progressInk.track },
  ].filter(({ n }) => n > 0);
  const barHeight = 14;
  return {
    height: sectionHead + barHeight + 24,
    paint(pen, y) {
      drawTitle(pen, y, sentences.lessons, sentences.lessonsDone(here + elsewhere, total));
      const top = y + sectionHead;
      const gap = 2;
      const wide = room - gap * Math.max(0, parts.length - 1);
      let x = margin;
      for (const { n, colour } of parts) {
        const part = (wide * n) / Math.max(1, total);
        fillBox(pen, { x, y: top, width: part, height: barHeight }, Math.min(4, part / 2), colour);
        x += part + gap;
      }
      let at = margin;
      for (const { words, colour } of parts) {
        fillBox(pen, { x: at, y: top + barHeight + 11, width: 9, height: 9 }, 2.5, colour);
        write(pen, words, { x: at + 14, y: top + barHeight + 16, room: 240, size: 11.5, colour: ink.text });
        at += 14 + widthOf(pen, words, 11.5, 400) + 16;
      }
    },
  };
}

function topicsSection({ topics }: ProgressFacts): Section {
  const shown = topics.slice(0, mostTopics);
  const more = topics.length - shown.length;
  const lines = shown.length * topicLine + (more > 0 ? 16 : 0);
  return {
    height: sectionHead + (shown.length > 0 ? lines : 15),
    paint(pen, y) {
      drawTitle(pen, y, sentences.topics);
      if (shown.length === 0) wordsAt(pen, sentences.noTopics, y);
      for (const [place, topic] of shown.entries())
        drawTopic(pen, topic, y + sectionHead + (place + 0.5) * topicLine);
      if (more > 0) wordsAt(pen, sentences.moreTopics(more), y + shown.length * topicLine);
    },
  };
}

function drawTopic(pen: Pen, { name, met, right }: ProgressFacts['topics'][number], y: number): void {
  const words = sentences.rightOf(right, met);
  const numberRoom = 62;
  write(pen, drawable(name) || '…', {
    x: margin,
    y,
    room: nameRoom - 8,
    size: 12,
    leastSize: 10.5,
    colour: ink.text,
  });
  const box = { x: margin + nameRoom, y: y - 5, width: room - nameRoom - numberRoom, height: 10 };
  fillBox(pen, box, 4, progressInk.track);
  const filled = (box.width * right) / Math.max(1, met);
  if (filled >= 1) fillBox(pen, { ...box, width: filled }, Math.min(4, filled / 2), progressInk.topic);
  const wide = widthOf(pen, words, 12, 600);
  write(pen, words, {
    x: margin + room - wide,
    y,
    room: numberRoom,
    size: 12,
    weight: 600,
    colour: ink.strong,
  });
}
