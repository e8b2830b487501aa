import { randomInt } from 'node:crypto';
import { projectPress } from '../src/cards/project-card.ts';
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Choice,
  type Form,
  type Press,
  text,
} from '../src/cards/reply.ts';
import { cut, visible } from '../src/cards/words.ts';
import { codeFrom, recordText } from '../src/core/certificate.ts';
import { HELD_AFTER_DAYS } from '../src/core/completion.ts';
import { zoneAt } from '../src/core/member-zone.ts';
import { dayIn } from '../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { certificatePicture } from '../src/pictures/certificate.ts';
import { NotDrawn } from '../src/pictures/studio.ts';
import { addCertificate, type Certificate, findCertificateOf } from '../src/store/certificates.ts';
import { findGuild } from '../src/store/guilds.ts';
import { findMemberSettings } from '../src/store/member-settings.ts';
import { listMemberZones } from '../src/store/member-zones.ts';
import { openCertificate, recordBlock, recordFile } from './_certificate.ts';
import { type OwnCompletion, ownPlaces, placeMeant, readCompletion } from './_completion.ts';

const sentences = {
  onTheWay: (pathway: string) => `## On the way to a certificate\n${pathway}`,
  lessons: (done: number, total: number) => `**Lessons:** ${done} of ${total} done`,
  objectives: (held: number, total: number) => `**Objectives held:** ${held} of ${total}`,
  enough: 'that is enough.',
  more: (missing: number) => `${missing} more, and it is enough.`,
  projects: (titles: readonly string[]) => `**Projects to pass:** ${titles.join(', ')}`,
  held: `-# An objective is held when you answer a question about it rightly, without a hint, ${HELD_AFTER_DAYS} days or more after you did its lesson: what stays with you counts.`,
  complete: (pathway: string) =>
    `## You have completed ${pathway}\nA certificate is yours. It needs the name that shall stand on it, in your own words.`,
  form: 'Whoever has the certificate or its code can read this name. It can’t be changed later, so look twice.',
  nameless: 'I need a name with at least one letter that can be seen. Type `/certificate` and try another.',
  notYet: 'Something is still missing for this certificate. Type `/certificate` to see what.',
  yours: '## Your certificate',
  letters:
    'I have no letters to draw this name with, so here it is in words; the record below holds all of it.',
  noPicture: 'There is no picture at the moment; here it is in words.',
  file: '-# The file holds the signed record. `/verify` with the code tells anybody here whether it stands.',
  damaged:
    'The record of this certificate isn’t what was signed, so I don’t show it. Tell a moderator: the operator can look into it.',
  otherKey:
    'This certificate was signed with a key that I no longer have, so I can’t stand by it. Tell a moderator: the operator can bring the key back.',
};

const nameLength = 60;
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
  },
  forms: { issue: { who: 'everyone', run: call => issue(call, call.argument, call.fields.name ?? '') } },
});

async function suggestOwn(asked: Asked, typed: string): Promise<Choice[]> {
  const wanted = typed.trim().toLowerCase();
  return (await ownPlaces(asked))
    .filter(({ pathway }) => pathway.title.toLowerCase().includes(wanted))
    .map(({ pathway }) => ({ label: cut(pathway.title, 100), value: pathway.id }));
}

async function certificate(asked: Asked, typed: string | undefined): Promise<Card> {
  const place = await placeMeant(asked, typed);
  const { guildId, memberId, db } = asked;
  const pathwayId = place.pathway.id;
  const [issued, own] = await Promise.all([
    findCertificateOf(db, { guildId, memberId, pathwayId }),
    readCompletion(asked, place),
  ]);
  if (issued) return issuedCard(asked, issued);
  return own.completion.isComplete ? completeCard(own) : missingCard(own);
}

function missingCard({ place, completion, projects }: OwnCompletion): Card {
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

const nameForm = (pathwayId: string): Form => ({
  kind: 'form',
  title: 'Your certificate',
  press: { command: 'certificate', action: 'issue', argument: pathwayId },
  text: sentences.form,
  fields: [{ id: 'name', label: 'The name that stands on it', maxLength: nameLength }],
});

/** Once for each member and pathway: whoever presses twice sees the first. */
async function issue(asked: Asked, pathwayId: string, typed: string): Promise<Card> {
  const name = visible(typed).slice(0, nameLength);
  if (!/[\p{L}\p{N}]/u.test(name)) throw new Refusal(sentences.nameless);
  const { guildId, memberId, db, now } = asked;
  const person = { guildId, memberId };
  const place = await placeMeant(asked, pathwayId);
  const [own, zones, guild, key] = await Promise.all([
    readCompletion(asked, place),
    listMemberZones(db, guildId, memberId),
    findGuild(db, guildId),
    asked.signer(),
  ]);
  const { completion, projects, hours } = own;
  if (!completion.isComplete) throw new Refusal(sentences.notYet);
  // A code that is taken is as good as impossible; the second try is for that.
  for (let tries = 0; tries < 2; tries += 1) {
    const code = codeFrom(Array.from({ length: 10 }, () => randomInt(2 ** 32) / 2 ** 32));
    const record = recordText({
      ...{ code, name, pathway: place.pathway.title, pathwayId: place.pathway.id },
      track: place.track?.title ?? null,
      issued: dayIn(zoneAt(zones, now, guild?.zone ?? 'UTC'), now),
      lessons: { done: completion.lessons.done, total: completion.lessons.total },
      objectives: { held: completion.objectives.done, total: completion.objectives.total },
      ...{ projects: projects.map(({ title }) => title), hours, key: key.keyName },
    });
    await addCertificate(db, {
      ...{ ...person, id: code, pathwayId: place.pathway.id, record },
      ...{ signature: key.sign(record), issuedAt: now },
    });
    const issued = await findCertificateOf(db, { ...person, pathwayId: place.pathway.id });
    if (issued) return issuedCard(asked, issued);
  }
  throw new Error('no code was free for a certificate');
}

async function issuedCard(asked: Asked, row: Certificate): Promise<Card> {
  const opened = await openCertificate(asked, row);
  if (opened.kind !== 'good')
    throw new Refusal(opened.kind === 'changed' ? sentences.damaged : sentences.otherKey);
  const { record } = opened;
  const picture = await pictureOf(asked, record);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(sentences.yours),
      ...picture,
      recordBlock(record),
      await recordFile(asked, row),
      text(sentences.file),
    ],
  };
}

/** The picture, or a word on why there is none; nothing for who wants text only. */
async function pictureOf(
  { db, guildId, memberId }: Asked,
  record: Parameters<typeof certificatePicture>[0],
): Promise<Block[]> {
  const { textOnly } = await findMemberSettings(db, guildId, memberId);
  if (textOnly) return [];
  try {
    return [{ kind: 'picture', ...(await certificatePicture(record)) }];
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error;
    return [text(error.reason === 'letters' ? sentences.letters : sentences.noPicture)];
  }
}
