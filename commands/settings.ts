import type { Card, Form, Reply } from '../src/cards/reply.ts';
import { cut, visible } from '../src/cards/words.ts';
import { looksLikeAnother } from '../src/core/look-alike.ts';
import { zoneAt } from '../src/core/member-zone.ts';
import { isRestingFromReminders } from '../src/core/reminders.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { listNamesBeside } from '../src/store/board.ts';
import { findMemberSettings, type MemberSettings, setMemberSettings } from '../src/store/member-settings.ts';
import { listMemberZones } from '../src/store/member-zones.ts';
import { keyOfReminded, listReminderFacts } from '../src/store/reminder-facts.ts';
import { type ListName, lists, settingsPanel, to } from './_settings-panel.ts';
import { packTyped, readReminder, reminderForm, unpackTyped } from './_settings-reminder.ts';
import { chooseZone, keepZone, previewZone, zoneForm } from './_settings-zone.ts';
import { suggestZone } from './_zone.ts';

const sentences = {
  noName: 'There was nothing to read in that name. Type what you want to be called. Nothing was changed.',
  taken:
    'Somebody here may be known by a name that looks like this one, so choose another that is yours alone. Nothing was changed.',
  choice: 'I don’t know that choice. Choose one from the list. Nothing was changed.',
  saved: 'Saved.',
};

/** Characters of a name on boards. */
const longestName = 32;

const who = 'everyone';

export default defineCommand({
  description: 'Your time zone, name, reminders, and who sees what',
  who,
  where: ['server', 'thread'],
  options: {
    time_zone: {
      type: 'text',
      description: 'Where you live, such as Europe/Rome',
      maxLength: 60,
      suggest: suggestZone,
    },
  },

  run: call =>
    call.options.time_zone === undefined ? panel(call, false) : zoneTyped(call, call.options.time_zone),

  buttons: {
    panel: { who, run: call => panel(call) },
    shown: {
      who,
      async run(call) {
        const shownAs = chosenIn(call, 'shown');
        // The name comes first: without one there is nothing to show.
        return shownAs === 'name' ? nameForm(call) : save(call, { shownAs });
      },
    },
    progress: { who, run: call => save(call, { progressFor: chosenIn(call, 'progress') }) },
    reports: { who, run: call => save(call, { inReports: chosenIn(call, 'reports') === 'yes' }) },
    pictures: { who, run: call => save(call, { textOnly: chosenIn(call, 'pictures') === 'no' }) },
    name: { who, run: nameForm },
    zone: {
      who,
      async run(call) {
        if (call.argument !== '') return zoneForm(call.argument);
        return zoneForm(zoneAt(await listMemberZones(call.db, call.guildId, call.memberId), call.now, ''));
      },
    },
    'use-zone': { who, run: async call => panel(call, true, await chooseZone(call, call.argument)) },
    'keep-zone': { who, run: async call => panel(call, true, await keepZone(call)) },
    remind: {
      who,
      async run(call) {
        const { remindAt, quietFrom, quietUntil } = await findMemberSettings(
          call.db,
          call.guildId,
          call.memberId,
        );
        const typed = unpackTyped(call.argument);
        return reminderForm(typed ?? { at: remindAt ?? '', from: quietFrom, until: quietUntil });
      },
    },
  },

  forms: {
    name: {
      who,
      async run(call) {
        const shownName = cut(visible(call.fields.name ?? ''), longestName);
        if (shownName === '') return panel(call, true, sentences.noName);
        if (looksLikeAnother(shownName, await listNamesBeside(call.db, call.guildId, call.memberId)))
          return panel(call, true, sentences.taken, { label: 'Type another', press: to('name') });
        return save(call, { shownAs: 'name', shownName });
      },
    },
    zone: { who, run: call => zoneTyped(call, call.fields.zone ?? '') },
    remind: {
      who,
      async run(call) {
        const { at = '', from = '', until = '' } = call.fields;
        const typed = { at, from, until };
        try {
          return await save(call, readReminder(typed));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const again = { label: 'Type it again', press: to('remind', packTyped(typed)) } as const;
          return panel(call, true, error.message, again);
        }
      },
    },
  },
});

async function panel(
  { db, guildId, memberId, now }: Asked,
  replaces = true,
  told?: string,
  again?: Parameters<typeof settingsPanel>[1]['again'],
): Promise<Card> {
  const person = { guildId, memberId };
  const [settings, zones, reminders] = await Promise.all([
    findMemberSettings(db, guildId, memberId),
    listMemberZones(db, guildId, memberId),
    listReminderFacts(db, [person], now),
  ]);
  const facts = reminders.get(keyOfReminded(person));
  const areRemindersResting = facts !== undefined && isRestingFromReminders(facts);
  const more = { ...(told === undefined ? {} : { told }), ...(again === undefined ? {} : { again }) };
  return settingsPanel({ settings, zones, areRemindersResting, now }, { replaces, ...more });
}

async function save(asked: Asked, change: Partial<MemberSettings>): Promise<Card> {
  await setMemberSettings(asked.db, asked, change, asked.now);
  return panel(asked, true, sentences.saved);
}

async function zoneTyped(asked: Asked, typed: string): Promise<Reply> {
  const preview = await previewZone(asked, typed);
  if (!('told' in preview)) return preview;
  const again = { label: 'Type it again', press: to('zone', cut(visible(typed), 60)) } as const;
  return panel(asked, true, preview.told, preview.mayRetype ? again : undefined);
}

async function nameForm({ db, guildId, memberId }: Asked): Promise<Form> {
  const { shownName } = await findMemberSettings(db, guildId, memberId);
  return {
    kind: 'form',
    title: 'Your name on boards',
    press: to('name'),
    fields: [
      {
        ...{
          id: 'name',
          label: 'What you want to be called',
          maxLength: longestName,
          value: shownName ?? '',
        },
        description: 'Everybody in your cohort can read it',
      },
    ],
  };
}

function chosenIn<N extends ListName>({ chosen }: PressCall, name: N): (typeof lists)[N][number][0] {
  const found = lists[name].find(([value]) => value === chosen[0]);
  if (!found) throw new Refusal(sentences.choice);
  return found[0];
}
