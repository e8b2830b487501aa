/** A live quiz as a channel sees it: one message, put anew at each step; and what its buttons answer to one person. */
import type { LiveAnswer, Winner } from '../core/live-round.ts';
import type { Option, Question } from '../curriculum/types.ts';
import { rightReasons } from './correction-words.ts';
import { type QuizPlace, shownOptions, stemLines, where } from './quiz-card.ts';
import { type Button, buttons, type Card, divider, say, text } from './reply.ts';
import { count, cut, person, plain, time } from './words.ts';

const sentences = {
  title: 'Live quiz',
  how: (questions: number, seconds: number) =>
    `${count(questions, 'question')}, ${seconds} seconds each. Your answers are private; the first answer counts.`,
  forCohort: (name: string) => `For the members of **${plain(name)}**.`,
  forAll: 'Everybody here can play.',
  joined: (players: number) =>
    players === 0 ? 'Nobody has joined yet.' : `${count(players, 'player has', 'players have')} joined.`,
  starts: (at: Date) => `It starts ${time(at, 'R')}.`,
  nobody: 'Nobody joined this time. A moderator can begin another with `/live`.',
  calledOff: 'It was called off before the first question, so nothing counts. `/quiz` is always open.',
  gone: 'This question is no longer asked. The quiz goes on in a moment.',
  until: (at: Date) => `The time ends ${time(at, 'R')}.`,
  answered: (answers: number) =>
    answers === 0 ? 'Nobody answered this one.' : `${count(answers, 'answer')}.`,
  first: (memberId: string) => `First with it: ${person(memberId)}`,
  noneRight: 'Nobody had it this time. Now you all know.',
  held: 'Its answer isn’t shown yet: it is still asked in another quiz of this server.',
  next: (at: Date) => `-# The next question comes ${time(at, 'R')}`,
  last: (at: Date) => `-# That was the last one. The winners come ${time(at, 'R')}`,
  over: 'The live quiz is over',
  brokenOff:
    'It ended before all questions were asked, since I was away for a while. What you answered counts.',
  took: (people: number) => `${count(people, 'person', 'people')} took part. Thank you for playing.`,
  tookNone: 'Nobody answered this time. The questions are open as practice.',
  noWinner: 'Nobody had a right answer this time, so there is something to learn for all.',
  right: (right: number, of: number) => `, ${right} of ${of} right`,
  ranks: ['First', 'Second', 'Third'],
  locked: (label: string) => `Locked in: **${label}**. The answer comes when the time is up.`,
  stands: (label: string) =>
    `Your first answer stands: **${label}**. The right answer comes when the time is up.`,
  which: 'Which question is it about?',
};

const letters = 'ABCDEFGHIJ';
const press = (quizId: string, action: string, ...rest: readonly (string | number)[]) => ({
  command: 'live',
  action,
  argument: [quizId, ...rest].join('.'),
});

/** What one presses for an option: its letter, or its own words where it has none. */
const labelOf = (question: Question, option: Option, index: number): string =>
  question.type === 'truefalse' ? option.text : (letters[index] ?? option.text);

export interface Lobby {
  readonly quizId: string;
  /** What it is about, in words; undefined when about nothing in particular. */
  readonly about: string | undefined;
  /** Whose quiz it is; undefined when everybody can play. */
  readonly cohort: string | undefined;
  readonly questions: number;
  readonly secondsEach: number;
  readonly players: number;
  readonly startsAt: Date;
}

const headOf = (about: string | undefined): string =>
  [`-# ${sentences.title}`, ...(about === undefined ? [] : [plain(about)])].join(' ▸ ');

export function lobbyCard(lobby: Lobby): Card {
  const { quizId, about, cohort, questions, secondsEach, players, startsAt } = lobby;
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(
        headOf(about),
        `## ${sentences.title}`,
        `${cohort === undefined ? sentences.forAll : sentences.forCohort(cohort)} ${sentences.starts(startsAt)}`,
        sentences.how(questions, secondsEach),
        sentences.joined(players),
      ),
      buttons(
        { label: 'Join', style: 'primary', press: press(quizId, 'join') },
        { label: 'Start now', press: press(quizId, 'start') },
        { label: 'Cancel', press: press(quizId, 'cancel') },
      ),
    ],
  };
}

export function cancelledCard(about: string | undefined, players: number): Card {
  const why = players === 0 ? sentences.nobody : sentences.calledOff;
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(headOf(about), `## ${sentences.title}`, why),
      buttons({ label: 'Quiz me', press: { command: 'quiz', action: 'more' } }),
    ],
  };
}

/** The same for everybody and whichever option is right: made of the texts and the quiz's seed alone. */
export function askingCard(question: Question, at: QuizPlace, endsAt: Date): Card {
  const options = shownOptions(question, at.seed);
  const list =
    question.type === 'truefalse' ? [] : options.map((option, i) => `**${letters[i]}**  ${option.text}`);
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(where(at), ...stemLines(question)),
      ...(list.length > 0 ? [text(...list)] : []),
      text(sentences.until(endsAt)),
      buttons(
        ...options.map(
          (option, i): Button => ({
            label: labelOf(question, option, i),
            style: 'primary',
            press: press(at.quizId, 'answer', at.place, option.id),
          }),
        ),
      ),
    ],
  };
}

/** In place of a question that the curriculum no longer has. */
export const goneCard = (): Card => ({
  ...{ kind: 'card', accent: 'quiz' },
  blocks: [text(`-# ${sentences.title}`, sentences.gone)],
});

/** From how many answers on their shares are told: of fewer everybody would know whose they are. */
const fewest = 3;

export interface Shown {
  readonly answers: readonly (LiveAnswer & { readonly chosen: readonly string[] })[];
  readonly first: LiveAnswer | undefined;
  readonly endsAt: Date;
  readonly isLast: boolean;
}

export function showingCard(
  question: Question,
  at: QuizPlace,
  { answers, first, endsAt, isLast }: Shown,
): Card {
  const lines = shownOptions(question, at.seed).map((option, i) => {
    const chosen = answers.filter(one => one.chosen.includes(option.id)).length;
    const share = answers.length < fewest ? [] : [`${Math.round((100 * chosen) / answers.length)} percent`];
    const isKey = option.right && !question.allRight;
    const facts = [...(isKey ? ['right'] : []), ...share];
    const title = question.type === 'truefalse' ? option.text : `${letters[i]}  ${option.text}`;
    return `${isKey ? `**${title}**` : title}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  });
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(where(at), ...stemLines(question)),
      text(...lines),
      divider,
      text(...rightReasons(question, shownOptions(question, at.seed))),
      text(
        first
          ? sentences.first(first.memberId)
          : answers.length > 0
            ? sentences.noneRight
            : sentences.answered(0),
        ...(first && answers.length > 0 ? [sentences.answered(answers.length)] : []),
        isLast ? sentences.last(endsAt) : sentences.next(endsAt),
      ),
    ],
  };
}

/** In place of its answer, of a question that is still asked elsewhere: neither what is right, nor who had it, nor what was chosen. */
export function heldCard(
  question: Question,
  at: QuizPlace,
  { endsAt, isLast }: Pick<Shown, 'endsAt' | 'isLast'>,
): Card {
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(where(at), ...stemLines(question)),
      divider,
      text(sentences.held, isLast ? sentences.last(endsAt) : sentences.next(endsAt)),
    ],
  };
}

export interface Over {
  readonly quizId: string;
  readonly about: string | undefined;
  readonly winners: readonly Winner[];
  /** How many answered at least once. */
  readonly people: number;
  /** How many questions had their turn and count. */
  readonly asked: number;
  readonly brokenOff: boolean;
}

/** Names winners only, and how many they had right only where it was at least half: nobody stands there with little. */
export function overCard({ quizId, about, winners, people, asked, brokenOff }: Over): Card {
  const podium = winners.map(
    ({ memberId, rank, right }) =>
      `**${sentences.ranks[rank - 1]}:** ${person(memberId)}${2 * right >= asked ? sentences.right(right, asked) : ''}`,
  );
  const result = people === 0 || asked === 0 ? [] : podium.length > 0 ? podium : [sentences.noWinner];
  return {
    ...{ kind: 'card', accent: 'quiz' },
    blocks: [
      text(headOf(about), `## ${sentences.over}`, ...(brokenOff ? [sentences.brokenOff] : [])),
      ...(result.length > 0 ? [text(...result)] : []),
      text(people === 0 ? sentences.tookNone : sentences.took(people)),
      buttons(
        { label: 'My result', style: 'primary', press: press(quizId, 'result') },
        { label: 'Practise these', press: press(quizId, 'practise') },
        { label: 'Report a question', press: press(quizId, 'report') },
      ),
    ],
  };
}

/** Says what was taken, never whether it is right: nobody can tell the others before the time is up. */
export function lockedCard(question: Question, seed: string, chosen: string, isFirst: boolean): Card {
  const options = shownOptions(question, seed);
  const index = options.findIndex(option => option.id === chosen);
  const option = options[index];
  const label = option ? labelOf(question, option, index) : '';
  return say(isFirst ? sentences.locked(label) : sentences.stands(label));
}

/** Asks which question a report is about. */
export const whichCard = (quizId: string, questions: readonly (Question | undefined)[]): Card =>
  say(sentences.which, {
    kind: 'choose',
    press: press(quizId, 'about'),
    placeholder: 'Choose a question',
    choices: questions.flatMap((question, place) =>
      question ? [{ label: cut(`${place + 1}  ${question.stem}`, 100), value: String(place) }] : [],
    ),
  });
