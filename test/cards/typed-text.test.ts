/** Promise 4, at each place where something that a person typed is shown: 2,000 texts that mean no good. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsPanel } from '../../commands/_settings-panel.ts';
import { readReminder } from '../../commands/_settings-reminder.ts';
import { zoneRefusal } from '../../commands/_zone.ts';
import { parseMarkdown } from '../../local-discord/page/client/markdown/parse-blocks.ts';
import type { Block, Inline } from '../../local-discord/page/client/markdown/syntax.ts';
import { decideCard } from '../../src/cards/correction-card.ts';
import { errataCard } from '../../src/cards/errata-card.ts';
import { type Card, say } from '../../src/cards/reply.ts';
import { nothingFoundCard } from '../../src/cards/search-card.ts';
import { cut, visible } from '../../src/cards/words.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { toPayload } from '../../src/discord/to-payload.ts';
import { projectRoot } from '../../src/root.ts';
import { usualSettings } from '../../src/store/member-settings.ts';
import { typed } from '../support/hostile.ts';
import { partsOf, payloadOf } from '../support/shown.ts';

const now = new Date('2026-11-20T12:00:00Z');
const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
const lesson = curriculum.lessons.get('db/acid');
const question = lesson?.questions[0];
if (!lesson || !question) throw new Error('this test needs a lesson with a question');
const questionId = `${lesson.id}#${question.id}`;
const reported = { questionId, question, lessonTitle: lesson.title };
const sentenceOf = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

/** Every place: a card that shows a text as it is kept or was typed. Whoever shows text of people in a new place adds it here. */
const places: Readonly<Record<string, (text: string) => Card>> = {
  'a name on boards, in the settings': text =>
    settingsPanel(
      {
        settings: { ...usualSettings, shownAs: 'name', shownName: cut(visible(text), 32) },
        zones: [],
        areRemindersResting: false,
        now,
      },
      { replaces: true },
    ),
  'a time zone that nobody knows': text =>
    say(zoneRefusal(text).split(' Did you mean ')[0]?.split(' Give a region ')[0] ?? ''),
  'a time that can’t be read': text =>
    say(sentenceOf(() => readReminder({ at: `x${text}`, from: '22:00', until: '08:00' }))),
  'the note of a report': text =>
    decideCard(
      { ...reported, reports: [{ reason: 'other', note: text, createdAt: now }] },
      { answered: 0, gain: { members: 0, points: 0 }, lose: { members: 0, points: 0 }, turned: 0 },
    ),
  'the note of a correction': text =>
    errataCard(
      curriculum,
      [{ questionId, verdict: 'corrected', rightIds: ['a'], note: text, createdAt: now }],
      {
        ...{ title: '## Corrected', onward: [], replaces: true },
      },
    ),
  'what was searched for': text => nothingFoundCard(text, undefined, [], true),
};

/** What Discord would make of a text, without its letters: every mark, list, link, mention and line. */
const shapeOf = (parts: readonly (Block | Inline)[]): unknown[] =>
  parts.flatMap((part): unknown[] => {
    if (part.kind === 'text') return [];
    const { kind } = part;
    if (part.kind === 'list') return [[kind, part.start, part.items.map(shapeOf)]];
    if ('inside' in part) return [[kind, shapeOf(part.inside)]];
    return [part];
  });

const textsOf = (card: Card): string[] =>
  partsOf(toPayload(card).components).flatMap(part =>
    typeof part.content === 'string' ? [part.content] : [],
  );

const texts = fc.sample(typed, { numRuns: 2_000, seed: 8 }).filter(text => visible(text) !== '');

test.each(Object.entries(places))(
  'promise 4: %s can’t ping, format, link or turn the line around',
  (_place, show) => {
    const harmless = textsOf(show('Ada'));
    expect(harmless.join('\n')).toContain('Ada');
    const shape = JSON.stringify(harmless.map(text => shapeOf(parseMarkdown(text))));
    let shown = 0;
    for (const text of texts) {
      const card = show(text);
      const contents = textsOf(card);
      expect(
        JSON.stringify(contents.map(content => shapeOf(parseMarkdown(content)))),
        JSON.stringify(text),
      ).toBe(shape);
      // Discord looks for these wherever they stand, escaped or not.
      const all = JSON.stringify(toPayload(card).components);
      expect(all).not.toMatch(/@(everyone|here)|<@[&!]?\d|<#\d|<\/|<a?:|\bhttps?:\/\/evil|\bwww\./i);
      expect(all).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F]/);
      expect(toPayload(card).allowed_mentions).toEqual({ parse: [] });
      if (shown % 100 === 0) payloadOf(card);
      shown += 1;
    }
    expect(shown).toBeGreaterThan(1_500);
  },
);
