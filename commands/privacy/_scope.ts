/** Whether one server is meant, or all of them. */
import type { Asked } from '../../src/discord/define-command.ts';
import type { Whose } from '../../src/store/personal-data.ts';

export type Scope = 'here' | 'everywhere';

export const scopeOption = {
  type: 'text',
  description: 'This server, or everywhere that you and I meet',
  choices: [
    { label: 'This server', value: 'here' },
    { label: 'Everywhere', value: 'everywhere' },
  ],
} as const;

/** Outside of a server only everywhere can be meant. */
export const scopeOf = ({ guildId }: Asked, wanted: string | undefined): Scope =>
  guildId === '' || wanted === 'everywhere' ? 'everywhere' : 'here';

export const whoseOf = ({ guildId, memberId }: Asked, scope: Scope): Whose =>
  scope === 'here' ? { memberId, guildId } : { memberId };
