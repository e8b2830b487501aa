/** From our plain values to Discord's: the one place that knows its components, colours and limits. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInActionRow,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ChannelType,
  ComponentType,
  MessageFlags,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { Accent, Block, Button, Card, Form } from '../cards/reply.ts';
import { cut } from '../cards/words.ts';
import { customIdOf } from './define-command.ts';

const colours = {
  lesson: 0x3b82f6,
  quiz: 0xa855f7,
  progress: 0x22a06b,
  map: 0x0ea5a4,
  notice: 0x8b93a1,
  sorry: 0xd9822b,
} satisfies Record<Accent, number>;

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

/** Discord's limit for all text of one message together. */
const maxText = 4000;

export interface MessagePayload {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: []; readonly roles?: string[] };
}

export function toPayload(card: Card): MessagePayload {
  const budget = { left: maxText };
  const mention = card.mentionsRole === undefined ? [] : textComponent(`<@&${card.mentionsRole}>`, budget);
  return {
    flags: MessageFlags.IsComponentsV2 | (card.private ? MessageFlags.Ephemeral : 0),
    components: [
      ...mention,
      {
        type: ComponentType.Container,
        accent_color: colours[card.accent],
        components: card.blocks.flatMap(block => toComponent(block, budget)),
      },
    ],
    allowed_mentions:
      card.mentionsRole === undefined ? { parse: [] } : { parse: [], roles: [card.mentionsRole] },
  };
}

function toComponent(
  block: Block,
  budget: { left: number },
): APIComponentInContainer | APIComponentInContainer[] {
  switch (block.kind) {
    case 'text':
      return textComponent(block.text, budget);
    case 'divider':
      return { type: ComponentType.Separator, divider: true, spacing: 1 };
    case 'buttons':
      return row(...block.buttons.map(toButton));
    case 'choose':
      return row({
        type: ComponentType.StringSelect,
        custom_id: customIdOf(block.press),
        placeholder: cut(block.placeholder, 150),
        options: block.choices.slice(0, 25).map(choice => ({
          label: cut(choice.label, 100),
          value: choice.value,
          ...(choice.description === undefined ? {} : { description: cut(choice.description, 100) }),
        })),
      });
    case 'choose-role':
      return row({
        type: ComponentType.RoleSelect,
        custom_id: customIdOf(block.press),
        placeholder: cut(block.placeholder, 150),
        ...(block.chosen === undefined
          ? {}
          : { default_values: [{ id: block.chosen, type: SelectMenuDefaultValueType.Role }] }),
      });
    case 'choose-channel':
      return row({
        type: ComponentType.ChannelSelect,
        custom_id: customIdOf(block.press),
        placeholder: cut(block.placeholder, 150),
        channel_types: [ChannelType.GuildText],
        ...(block.chosen === undefined
          ? {}
          : { default_values: [{ id: block.chosen, type: SelectMenuDefaultValueType.Channel }] }),
      });
  }
}

/** Long text is cut here and nowhere else; text for which nothing is left of the message's budget is left out. */
function textComponent(content: string, budget: { left: number }) {
  if (budget.left === 0) return [];
  const kept = cut(content, budget.left);
  budget.left -= kept.length;
  return [{ type: ComponentType.TextDisplay as const, content: kept }];
}

function row<T extends APIComponentInActionRow>(...components: T[]): APIActionRowComponent<T> {
  return { type: ComponentType.ActionRow, components };
}

function toButton(button: Button): APIButtonComponent {
  const base = {
    type: ComponentType.Button as const,
    label: cut(button.label, 80),
    disabled: button.disabled ?? false,
  };
  if ('url' in button) return { ...base, style: ButtonStyle.Link, url: button.url };
  return { ...base, style: styles[button.style ?? 'secondary'], custom_id: customIdOf(button.press) };
}

export function toModal(form: Form): APIModalInteractionResponseCallbackData {
  return {
    title: cut(form.title, 45),
    custom_id: customIdOf(form.press),
    components: form.fields.map(field => ({
      type: ComponentType.Label,
      label: cut(field.label, 45),
      ...(field.description === undefined ? {} : { description: cut(field.description, 100) }),
      component: {
        type: ComponentType.TextInput,
        custom_id: field.id,
        style: TextInputStyle.Short,
        max_length: field.maxLength,
        required: true,
        ...(field.value === undefined ? {} : { value: field.value }),
        ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
      },
    })),
  };
}
