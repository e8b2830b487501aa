/** From what somebody did to what they are told. Every error becomes words here, once. */
import type { Logger } from 'pino';
import { noCohort } from '../cards/no-cohort.ts';
import { type Choice, type Reply, say } from '../cards/reply.ts';
import { decideAccess, type Place, type Who } from '../core/access.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { type Db, isUnavailable } from '../store/connect.ts';
import { hasNotes, setNotesTold } from '../store/errata.ts';
import { findGuild } from '../store/guilds.ts';
import type { Deleted } from '../store/journal.ts';
import { listCohortsOfMember, listPastCohorts } from '../store/memberships.ts';
import type { Actor } from './actor.ts';
import { apology } from './apology.ts';
import { createCorrections } from './corrections.ts';
import { TooSlow, withDeadline } from './deadline.ts';
import {
  type Asked,
  type ChannelWants,
  type CommandLine,
  type Options,
  type PermissionName,
  pressOf,
  Refusal,
  type Values,
} from './define-command.ts';
import type { Commands } from './load-commands.ts';
import { createTurns, type Turns } from './turns.ts';
import { withWords } from './waiting-words.ts';

export type { Actor };

const sentences = {
  'not-moderator':
    'That is for moderators of this server. Ask one of them; an admin chooses the moderator role with `/setup`.',
  'not-admin': 'That is for people who may manage this server. Ask one of them to do it.',
  dm: 'This works inside your server: go to your cohort’s channel and try it there.',
  old: 'That button is from an older message and no longer does anything. Nothing was changed. Try the command again.',
  flood:
    'That was more than I can take from one person at once. Nothing was changed. Wait a few seconds, then go on.',
} as const;

export interface Dispatch {
  command(actor: Actor, line: string, options: Values<Options>): Promise<Reply>;
  suggest(actor: Actor, line: string, option: string, typed: string): Promise<readonly Choice[]>;
  press(actor: Actor, customId: string, chosen: readonly string[]): Promise<Reply>;
  form(
    actor: Actor,
    customId: string,
    fields: Readonly<Record<string, string>>,
    picked?: Readonly<Record<string, readonly string[]>>,
  ): Promise<Reply>;
  /**
   * This reply has reached the member: only now do the words that it told stop waiting. Two replies at once may tell the same word;
   * one that never arrived costs nobody theirs. Never throws.
   */
  reached(actor: Actor, reply: Reply): Promise<void>;
}

export interface Parts {
  readonly commands: Commands;
  readonly db: Db;
  readonly curriculum: () => Curriculum;
  readonly now: () => Date;
  readonly log: Logger;
  /** As `Asked.lacksIn`, for any guild; without it nothing lacks anywhere. */
  readonly lacksIn?: (
    guildId: string,
    channelId: string,
    wants: ChannelWants,
  ) => readonly PermissionName[] | undefined;
  /** Deletes somebody's data, in one guild or everywhere (`jobs/deletions.ts`); without it nothing can be deleted. */
  readonly forget?: (deleted: Deleted) => ReturnType<Asked['forgetMe']>;
  /** How long an answer may take, in ms of elapsed time: Discord waits 3,000. */
  readonly deadlineMs?: number;
  readonly turns?: Turns;
  readonly signer?: Asked['signer'];
}

export function createDispatch({
  commands,
  db,
  curriculum,
  now,
  log,
  lacksIn = () => [],
  forget = async () => 'not-begun',
  deadlineMs = 2400,
  turns = createTurns(),
  signer = () => Promise.reject(new Error('There is nothing to sign with.')),
}: Parts): Dispatch {
  const corrections = createCorrections(db, curriculum);
  const lines: CommandLine[] = [...commands.commands]
    .map(([line, { description, who }]) => ({ line: `/${line}`, description, who }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));

  /** Looks up who this is here, and throws a sentence unless they may. */
  async function admit(actor: Actor, who: Who, where: readonly Place[], within?: number): Promise<Asked> {
    if (!where.includes(actor.place)) throw new Refusal(sentences.dm);
    const guildId = actor.guildId ?? '';
    const mayModerate = actor.isAdmin || actor.isOwner || (await hasModeratorRole(actor));
    const isMember = who === 'member' && (await listCohortsOfMember(db, guildId, actor.memberId)).length > 0;
    const may = (asked: Who) =>
      decideAccess(asked, {
        isOwner: actor.isOwner,
        isAdmin: actor.isAdmin,
        isModerator: mayModerate,
        isMember,
      });
    const access = may(who);
    if (!access.allowed)
      throw new Refusal(
        access.reason === 'not-member'
          ? noCohort(await listPastCohorts(db, guildId, actor.memberId))
          : sentences[access.reason],
      );
    return {
      guildId,
      memberId: actor.memberId,
      channelId: actor.channelId,
      interactionId: actor.reference,
      now: now(),
      db,
      ...(await corrections.taughtIn(guildId, within)),
      taughtAnew: keyRevision => corrections.taughtAfter(guildId, keyRevision),
      lacksIn: (channelId, wants = {}) => lacksIn(guildId, channelId, wants),
      commands: lines.filter(line => line.who === 'member' || may(line.who).allowed),
      forgetMe: scope =>
        forget({ memberId: actor.memberId, guildId: scope === 'here' ? guildId : undefined }),
      signer,
    };
  }

  async function hasModeratorRole(actor: Actor): Promise<boolean> {
    // Without roles nobody can be a moderator: most calls need no look-up.
    if (actor.guildId === undefined || actor.roleIds.length === 0) return false;
    const role = (await findGuild(db, actor.guildId))?.moderatorRoleId;
    return role != null && actor.roleIds.includes(role);
  }

  /** What waits for somebody is said above the answer to their next command, as far as only they see it; a refusal is an answer, too. */
  async function withNotes({ guildId = '', memberId }: Actor, work: () => Promise<Reply>): Promise<Reply> {
    // Asked beside the work, so that it takes nobody longer. With the database away nothing waits: what needs none is answered all the same.
    const waits =
      guildId !== '' && withDeadline(hasNotes(db, guildId, memberId), deadlineMs / 3).catch(() => false);
    const reply = await work().catch(error => {
      if (error instanceof Refusal) return say(error.message);
      throw error;
    });
    if (reply.kind !== 'card' || !reply.private || !(await waits)) return reply;
    const taught = (await corrections.taughtIn(guildId)).curriculum;
    return withWords(reply, { db, guildId, memberId, now: now(), curriculum: taught });
  }

  /** Runs the work and turns whatever comes of it into words, within the deadline. */
  async function inWords(actor: Actor, work: () => Promise<Reply> | Reply): Promise<Reply> {
    try {
      const turn = turns.take(actor.memberId, async () => work());
      if (!turn) throw new Refusal(sentences.flood);
      const reply = await withDeadline(turn, deadlineMs);
      if (reply.kind === 'card' && reply.corrects) corrections.forget(actor.guildId ?? '');
      return reply;
    } catch (error) {
      if (error instanceof Refusal) return say(error.message);
      if (error instanceof TooSlow || isUnavailable(error)) {
        log.warn({ reference: actor.reference, err: error }, 'an answer had to be an apology');
        return apology(actor.reference, error instanceof TooSlow ? 'slow' : 'away');
      }
      log.error({ reference: actor.reference, err: error }, 'an interaction failed');
      return apology(actor.reference);
    }
  }

  function find(line: string) {
    const command = commands.commands.get(line);
    if (!command) throw new Refusal(sentences.old);
    return command;
  }

  return {
    command: (actor, line, options) =>
      inWords(actor, () =>
        withNotes(actor, async () => {
          const command = find(line);
          // A command shows; what counts is answered by buttons and windows.
          const asked = await admit(actor, command.who, command.where, deadlineMs / 3);
          return command.run({ ...asked, options });
        }),
      ),

    async suggest(actor, line, option, typed) {
      try {
        const command = find(line);
        const declared = command.options[option];
        if (declared?.type !== 'text' || !declared.suggest) return [];
        const { suggest } = declared;
        // A flood of letters gets no lists, and costs nobody else theirs.
        const turn = turns.take(`${actor.memberId} types`, async () =>
          suggest(await admit(actor, command.who, command.where, deadlineMs / 3), typed),
        );
        return turn ? (await withDeadline(turn, deadlineMs)).slice(0, 25) : [];
      } catch (error) {
        // A list of suggestions has no room for words: none are better than wrong ones.
        if (!(error instanceof Refusal))
          log.warn({ reference: actor.reference, err: error }, 'no suggestions');
        return [];
      }
    },

    press: (actor, customId, chosen) =>
      inWords(actor, async () => {
        const press = pressOf(customId);
        const command = press && commands.commands.get(press.command.replace('/', ' '));
        const button = press && ownValue(command?.buttons, press.action);
        if (!command || !button) throw new Refusal(sentences.old);
        return button.run({
          ...(await admit(actor, button.who, command.where)),
          argument: press.argument,
          chosen,
        });
      }),

    form: (actor, customId, fields, picked = {}) =>
      inWords(actor, async () => {
        const press = pressOf(customId);
        const command = press && commands.commands.get(press.command.replace('/', ' '));
        const form = press && ownValue(command?.forms, press.action);
        if (!command || !form) throw new Refusal(sentences.old);
        return form.run({
          ...(await admit(actor, form.who, command.where)),
          argument: press.argument,
          fields,
          picked,
        });
      }),

    async reached({ guildId = '', memberId, reference }, reply) {
      if (reply.kind !== 'card' || !reply.tells) return;
      try {
        await setNotesTold(db, { guildId, memberId, ids: reply.tells }, now());
      } catch (error) {
        log.warn({ reference, err: error }, 'a word was told and will be told again');
      }
    },
  };
}

/** Not what an object inherits: an action comes from outside and may be called `constructor`. */
const ownValue = <T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  values && Object.hasOwn(values, name) ? values[name] : undefined;
