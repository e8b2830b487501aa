/** The draft behind a panel: looked up again at each press, for who began it and for nobody else. */
import { type Card, say } from '../../src/cards/reply.ts';
import { type Asked, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { type DraftKey, findDraft, removeDraft, setDraft } from '../../src/store/drafts.ts';
import { settingsChosen } from './_lists.ts';
import type { Settings } from './_settings.ts';

export const draftSentences = {
  gone: 'This panel was used already or has expired. Nothing more was changed. Run the command again.',
  cancelled: 'All right, nothing was changed.',
};

export type DraftKind = 'cohort' | 'cohort-edit';

export const draftKey = ({ guildId, memberId }: Asked, kind: DraftKind, id: string): DraftKey => ({
  guildId,
  memberId,
  kind,
  id,
});

/** Throws a `Refusal` when the draft is no longer there. */
export async function openDraft<T extends object>(asked: Asked, kind: DraftKind, id: string): Promise<T> {
  const draft = await findDraft<T>(asked.db, draftKey(asked, kind, id), asked.now);
  if (!draft) throw new Refusal(draftSentences.gone);
  return draft;
}

export async function changeDraft<T extends object>(
  asked: Asked,
  kind: DraftKind,
  id: string,
  change: Partial<T>,
): Promise<T> {
  const draft = await setDraft<T>(asked.db, draftKey(asked, kind, id), change, asked.now);
  if (!draft) throw new Refusal(draftSentences.gone);
  return draft;
}

/** The presses that every panel of a cohort's settings has: its lists, and the way out. */
export function panelPresses<T extends Settings>(
  kind: DraftKind,
  show: (asked: Asked, id: string, draft: T) => Card | Promise<Card>,
) {
  const lists = Object.entries(settingsChosen).map(([action, change]) => [
    action,
    {
      who: 'moderator',
      async run(call: PressCall): Promise<Card> {
        const draft = await openDraft<T>(call, kind, call.argument);
        const changed = change(call.chosen, draft) as Partial<T>;
        return show(call, call.argument, await changeDraft<T>(call, kind, call.argument, changed));
      },
    },
  ]);
  return {
    ...(Object.fromEntries(lists) as Readonly<
      Record<keyof typeof settingsChosen, { who: 'moderator'; run: (call: PressCall) => Promise<Card> }>
    >),
    cancel: {
      who: 'moderator',
      async run(call: PressCall): Promise<Card> {
        await removeDraft(call.db, draftKey(call, kind, call.argument), call.now);
        return { ...say(draftSentences.cancelled), replaces: true };
      },
    },
  } as const;
}
