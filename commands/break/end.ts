import { buttons, say } from '../../src/cards/reply.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { setPauseUntil } from '../../src/store/pauses.ts';

const sentences = {
  none: 'You are not on a break. `/break start` begins one whenever you need it.',
  back: 'Welcome back. Your streak goes on where it was. `/catchup` shows an easy way to where your cohort is now.',
};

export default defineCommand({
  description: 'Come back from your break',
  who: 'member',
  where: ['server', 'thread'],

  async run(call) {
    const ended = await setPauseUntil(call.db, call, call.now, call.now);
    if (!ended) throw new Refusal(sentences.none);
    return say(
      sentences.back,
      buttons(
        { label: 'Today’s lesson', style: 'primary', press: { command: 'today', action: 'open' } },
        { label: 'My way back', press: { command: 'catchup', action: 'open' } },
      ),
    );
  },
});
