import { randomInt } from 'node:crypto';
import { projectPress } from '../src/cards/project-card.ts';
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Choice,
  type Press,
  text,
} from '../src/cards/reply.ts';
import { cut, plain } from '../src/cards/words.ts';
import { codeFrom, recordText } from '../src/core/certificate.ts';
import { HELD_AFTER_DAYS } from '../src/core/completion.ts';
import { zoneAt } from '../src/core/member-zone.ts';
import { dayIn } from '../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { addCertificate, type Certificate, findCertificateOf } from '../src/store/certificates.ts';
import { findDraft, removeDraft } from '../src/store/drafts.ts';
import { findGuild } from '../src/store/guilds.ts';
import { listMemberZones } from '../src/store/member-zones.ts';
import { openCertificate, recordBlock, recordFile } from './_certificate.ts';
import {
  certificateDrawn,
  codeToCome,
  draftOf,
  idsIn,
  type NameDraft,
  nameForm,
  proposedCard,
  readName,
} from './_certificate-name.ts';
import {
  type OwnCompletion,
  ownPathways,
  pathwayMeant,
  placeMeant,
  readCompletion,
  taught,
} from './_completion.ts';

const sentences = {
  onTheWay: (pathway: string) => `## On the way to a certificate\n${pathway}`,
  lessons: (done: number, total: number) => `**Lessons:** ${done} of ${total} done`,
  objectives: (held: number, total: number) => `**Objectives held:** ${held} of ${total}`,
  enough: 'that is enough.',
  more: (missing: number) => `${missing} more, and it is enough.`,
  projects: (titles: readonly string[]) => `**Projects to pass:** ${titles.join(', ')}`,
  held: `-# An objective is held when you answer a question about it rightly, without a hint, ${HELD_AFTER_DAYS} days or more after you did its lesson: what stays with you counts.`,
  others: (titles: readonly string[]) =>
    `-# You have a certificate for ${titles.map(title => plain(title)).join(', ')}: choose it with \`/certificate pathway:\`.`,
  complete: (pathway: string) =>
    `## You have completed ${pathway}\nA certificate is yours. It needs the name that shall stand on it, in your own words.`,
  notYet: 'Something is still missing for this certificate. Type `/certificate` to see what.',
  yours: '## Your certificate',
  already: 'It was issued already; the name can’t be changed.',
  expired: 'This name waited too long, so nothing was issued. Type `/certificate` and enter it again.',
  file: '-# The file holds the signed record. `/verify` with the code tells anybody here whether it stands.',
  damaged:
    'The record of this certificate isn’t what was signed, so I don’t show it. Tell a moderator: the operator can look into it.',
  otherKey:
    'This certificate was signed with a key that I no longer have, so I can’t stand by it. Tell a moderator: the operator can bring the key back.',
};

const shownProjects = 5;

export default defineCommand({
  description: 'Your certificate of a pathway, or what is still missing for it',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    pathway: {
      type: 'text',
      description: 'Which one; leave it out for the one you joined last',
      maxLength: 100,
      suggest: suggestOwn,
    },
  },
  run: async call => certificate(call, call.options.pathway),
  buttons: {
    open: { who: 'everyone', run: call => certificate(call, call.argument || undefined) },
    name: { who: 'everyone', run: call => nameForm(call.argument) },
    issue: { who: 'everyone', run: issue },
  },
  forms: { name: { who: 'everyone', run: call => propose(call, call.argument, call.fields.name ?? '') } },
});

async function suggestOwn(asked: Asked, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase();
  return (await ownPathways(asked))
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .map(({ id, title }) => ({ label: cut(title, 100), value: id }));
}

/** Without a name, and with nothing that is studied, the one issued last. */
async function certificate(asked: Asked, typed: string | undefined): Promise<Card> {
  const all = await ownPathways(asked);
  const meant = pathwayMeant(asked, all, typed);
  if (meant.issued) return issuedCard(asked, meant.issued);
  const own = await readCompletion(asked, taught(meant));
  const others = all.filter(one => one.issued).map(({ title }) => title);
  return own.completion.isComplete ? completeCard(own) : missingCard(own, others);
}

/** `others`: titles of pathways for which a certificate was issued. */
function missingCard({ place, completion, projects }: OwnCompletion, others: readonly string[]): Card {
  const { lessons, objectives } = completion;
  const title = place.track ? `${place.pathway.title} ▸ ${place.track.title}` : place.pathway.title;
  const missing = projects.filter(({ id }) => completion.projects.includes(id));
  const titles = missing.slice(0, shownProjects).map(project => project.title);
  const rest = missing.length - titles.length;
  const enough = (n: number) => (n === 0 ? sentences.enough : sentences.more(n));
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        sentences.onTheWay(title),
        `${sentences.lessons(lessons.done, lessons.total)}: ${enough(lessons.missing)}`,
        ...(objectives.total > 0
          ? [`${sentences.objectives(objectives.done, objectives.total)}: ${enough(objectives.missing)}`]
          : []),
        ...(titles.length > 0
          ? [sentences.projects(rest > 0 ? [...titles, `and ${rest} more`] : titles)]
          : []),
        ...(objectives.missing > 0 ? [sentences.held] : []),
        ...(others.length > 0 ? [sentences.others(others)] : []),
      ),
      nextSteps(lessons.missing > 0, objectives.missing > 0, missing[0]?.id),
    ],
  };
}

/** The first thing that is missing first. */
function nextSteps(lessons: boolean, objectives: boolean, projectId: string | undefined): Block {
  const steps: readonly { readonly label: string; readonly press: Press }[] = [
    ...(lessons ? [{ label: 'Today’s lesson', press: { command: 'today', action: 'open' } }] : []),
    ...(objectives ? [{ label: 'Review', press: { command: 'review', action: 'open' } }] : []),
    ...(projectId === undefined ? [] : [{ label: 'The project', press: projectPress(projectId, 'brief') }]),
    { label: 'My progress', press: { command: 'progress', action: 'open' } },
  ];
  return buttons(...steps.map((step, i): Button => (i === 0 ? { ...step, style: 'primary' } : step)));
}

const completeCard = ({ place: { pathway } }: OwnCompletion): Card => ({
  kind: 'card',
  accent: 'progress',
  private: true,
  blocks: [
    text(sentences.complete(pathway.title)),
    buttons({
      label: 'Put a name on it',
      style: 'primary',
      press: { command: 'certificate', action: 'name', argument: pathway.id },
    }),
  ],
});

/** A name is looked at before it is final. */
async function propose(asked: Asked, pathwayId: string, typed: string): Promise<Card> {
  const name = readName(typed);
  const place = await placeMeant(asked, pathwayId);
  const { guildId, memberId, db } = asked;
  const [issued, own] = await Promise.all([
    findCertificateOf(db, { guildId, memberId, pathwayId: place.pathway.id }),
    readCompletion(asked, place),
  ]);
  if (issued) return issuedCard(asked, issued, sentences.already);
  if (!own.completion.isComplete) throw new Refusal(sentences.notYet);
  return proposedCard(asked, { ...(await factsOf(asked, own)), name, code: codeToCome, key: '' });
}

/** All that stands on a certificate but who it is for, and its signature. */
async function factsOf({ db, guildId, memberId, now }: Asked, own: OwnCompletion) {
  const [zones, guild] = await Promise.all([listMemberZones(db, guildId, memberId), findGuild(db, guildId)]);
  const { place, completion, projects, hours } = own;
  return {
    ...{ pathway: place.pathway.title, pathwayId: place.pathway.id, track: place.track?.title ?? null },
    issued: dayIn(zoneAt(zones, now, guild?.zone ?? 'UTC'), now),
    lessons: { done: completion.lessons.done, total: completion.lessons.total },
    objectives: { held: completion.objectives.done, total: completion.objectives.total },
    ...{ projects: projects.map(({ title }) => title), hours },
  };
}

/** Once for each member and pathway: whoever presses twice sees the first. */
async function issue(asked: PressCall): Promise<Card> {
  const { guildId, memberId, db, now } = asked;
  const { id, pathwayId } = idsIn(asked.argument);
  const place = await placeMeant(asked, pathwayId);
  const person = { guildId, memberId };
  const key = { ...person, pathwayId: place.pathway.id };
  const [before, draft, own, signer] = await Promise.all([
    findCertificateOf(db, key),
    findDraft<NameDraft>(db, draftOf(asked, id), now),
    readCompletion(asked, place),
    asked.signer(),
  ]);
  if (before) return issuedCard(asked, before, sentences.already);
  if (draft?.pathwayId !== place.pathway.id) throw new Refusal(sentences.expired);
  if (!own.completion.isComplete) throw new Refusal(sentences.notYet);
  const facts = await factsOf(asked, own);
  // A code that is taken is as good as impossible; the second try is for that.
  for (let tries = 0; tries < 2; tries += 1) {
    const code = codeFrom(Array.from({ length: 10 }, () => randomInt(2 ** 32) / 2 ** 32));
    const record = recordText({ code, name: draft.name, ...facts, key: signer.keyName });
    await addCertificate(db, {
      ...{ ...key, id: code, record },
      ...{ signature: signer.sign(record), issuedAt: now },
    });
    const issued = await findCertificateOf(db, key);
    if (!issued) continue;
    await removeDraft(db, draftOf(asked, id), now);
    if (issued.id !== code) return issuedCard(asked, issued, sentences.already);
    return { ...(await issuedCard(asked, issued)), replaces: true };
  }
  throw new Error('no code was free for a certificate');
}

async function issuedCard(asked: Asked, row: Certificate, note?: string): Promise<Card> {
  const opened = await openCertificate(asked, row);
  if (opened.kind !== 'good')
    throw new Refusal(opened.kind === 'changed' ? sentences.damaged : sentences.otherKey);
  const { record } = opened;
  const picture = await certificateDrawn(asked, record);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(...(note === undefined ? [] : [note]), sentences.yours),
      ...picture,
      recordBlock(record),
      await recordFile(asked, row),
      text(sentences.file),
    ],
  };
}
