/** From our plain values to Discord's: the one place that knows its components, colours and limits. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInActionRow,
  type APIComponentInContainer,
  type APIComponentInLabel,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  ButtonStyle,
  ChannelType,
  ComponentType,
  MessageFlags,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { Accent, Block, Button, Card, Choice, Form, FormField } from '../cards/reply.ts';
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
/** Discord's limit for the description of a file. */
const maxAlt = 1024;
/** Discord's limit for the choices of one list. */
const maxChoices = 25;

export interface MessagePayload {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: []; readonly roles?: string[] };
  /** What goes along with the message, by its place among the files. */
  readonly attachments?: { readonly id: string; readonly filename: string; readonly description?: string }[];
}

export interface OutgoingFile {
  readonly name: string;
  readonly data: Buffer;
  /** Alt text. */
  readonly description?: string;
}

/** The pictures and files of a card, which travel beside its payload. */
export function filesOf(card: Card): OutgoingFile[] {
  return card.blocks.flatMap((block): OutgoingFile[] => {
    if (block.kind === 'file') return [{ name: block.name, data: bufferOf(block.data) }];
    if (block.kind !== 'picture') return [];
    return [{ name: block.name, data: bufferOf(block.png), description: cut(block.alt, maxAlt) }];
  });
}

export function toPayload(card: Card): MessagePayload {
  const budget = { left: maxText };
  const attachments = filesOf(card).map(({ name, description }, place) => ({
    id: String(place),
    filename: name,
    ...(description === undefined ? {} : { description }),
  }));
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
    ...(attachments.length > 0 ? { attachments } : {}),
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
      return row(toList(block));
    case 'picture':
      return {
        type: ComponentType.MediaGallery,
        items: [{ media: attached(block.name), description: cut(block.alt, maxAlt) }],
      };
    case 'file':
      return { type: ComponentType.File, file: attached(block.name) };
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

function toList(block: Extract<Block, { kind: 'choose' }>): APIStringSelectComponent {
  const choices = block.choices.slice(0, maxChoices);
  const least = Math.min(block.least ?? 1, choices.length);
  const most = Math.min(Math.max(block.most ?? 1, least), choices.length);
  // More that are chosen already than may be chosen, Discord refuses.
  const chosen = choices
    .map(({ value }) => value)
    .filter(value => block.chosen?.includes(value))
    .slice(0, most);
  return {
    type: ComponentType.StringSelect,
    custom_id: customIdOf(block.press),
    placeholder: cut(block.placeholder, 150),
    ...(block.least === undefined ? {} : { min_values: least }),
    ...(most === 1 ? {} : { max_values: most }),
    options: choices.map(choice => toListOption(choice, chosen)),
  };
}

const toListOption = ({ label, value, description }: Choice, chosen: readonly string[]) => ({
  label: cut(label, 100),
  value,
  ...(description === undefined ? {} : { description: cut(description, 100) }),
  ...(chosen.includes(value) ? { default: true } : {}),
});

const attached = (name: string) => ({ url: `attachment://${name}` });
const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

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
  const head =
    form.text === undefined
      ? []
      : [{ type: ComponentType.TextDisplay as const, content: cut(form.text, maxText) }];
  return {
    title: cut(form.title, 45),
    custom_id: customIdOf(form.press),
    components: [
      ...head,
      ...form.fields.map(field => ({
        type: ComponentType.Label as const,
        label: cut(field.label, 45),
        ...(field.description === undefined ? {} : { description: cut(field.description, 100) }),
        component: toField(field),
      })),
    ],
  };
}

function toField(field: FormField): APIComponentInLabel {
  const base = { custom_id: field.id, required: field.required ?? true };
  switch (field.kind) {
    case 'one':
      return {
        ...base,
        type: ComponentType.RadioGroup,
        options: field.choices.slice(0, 10).map(choice => toListOption(choice, asList(field.chosen))),
      };
    case 'several': {
      const choices = field.choices.slice(0, 10);
      return {
        ...base,
        type: ComponentType.CheckboxGroup,
        options: choices.map(choice => toListOption(choice, field.chosen ?? [])),
        min_values: field.least ?? (base.required ? 1 : 0),
        max_values: Math.min(field.most ?? choices.length, choices.length),
      };
    }
    case 'list':
      return {
        ...base,
        type: ComponentType.StringSelect,
        ...(field.placeholder === undefined ? {} : { placeholder: cut(field.placeholder, 150) }),
        options: field.choices.slice(0, maxChoices).map(choice => toListOption(choice, asList(field.chosen))),
      };
    default:
      return {
        ...base,
        type: ComponentType.TextInput,
        style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: field.maxLength,
        ...(field.value === undefined ? {} : { value: cut(field.value, field.maxLength) }),
        ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
      };
  }
}

const asList = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
