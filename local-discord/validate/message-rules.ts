/** The rules between the fields of a message, over the message as it would become: Discord's schema lets these through. */

import { type FormFault, invalidForm, refuse } from '../rest/errors.ts';
import { type AnyComponent, asComponents, walk } from '../state/components.ts';
import { componentsV2 } from '../state/messages.ts';
import { type Embed, embedLength } from './embed.ts';
import { duplicates } from './parts.ts';

export interface WholeMessage {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly unknown[];
  readonly fileNames: readonly string[];
  readonly flags: number;
  readonly hasPoll: boolean;
}

/** Throws 50035 or 50006. `path` is where the message stands in the body, `data` for a callback. */
export function checkWholeMessage(message: WholeMessage, path: readonly string[]): void {
  const components = asComponents(message.components);
  const all = walk(components);
  const v2 = (message.flags & componentsV2) !== 0;
  const faults = [
    ...(v2 ? onlyComponents(message, all) : onlyRows(components)),
    ...sameIds(all),
    ...lostFiles(message, components),
    ...(message.embeds.reduce<number>((sum, e) => sum + embedLength(e), 0) > 6000
      ? [at(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')]
      : []),
  ];
  if (faults.length > 0) throw invalidForm(faults.map(f => ({ ...f, path: [...path, ...f.path] })));
  const nothing =
    !message.content.trim() &&
    message.embeds.length === 0 &&
    message.fileNames.length === 0 &&
    !message.hasPoll;
  if (v2 ? components.length === 0 : nothing) throw refuse(50006);
}

function onlyComponents(message: WholeMessage, all: readonly AnyComponent[]): FormFault[] {
  const legacy = (field: string) =>
    at(
      [field],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  const count = all.length;
  return [
    ...(message.content ? [legacy('content')] : []),
    ...(message.embeds.length > 0 ? [legacy('embeds')] : []),
    ...(message.hasPoll ? [legacy('poll')] : []),
    ...(count > 40
      ? [
          at(
            ['components'],
            'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
            `The maximum number of components is 40, got ${count}.`,
          ),
        ]
      : []),
    // Not in Discord's documentation, but how it behaves (docs.discord.food): 4000 characters over all displays.
    ...(textTotal(all) > 4000
      ? [
          at(
            ['components'],
            'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
            'The total displayable text of the components exceeds 4000 characters.',
          ),
        ]
      : []),
  ];
}

function textTotal(all: readonly AnyComponent[]): number {
  const texts = all.flatMap(c => (c.type === 10 ? String(c.content) : []));
  // Never more characters than UTF-16 units, which cost nothing to count.
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  return units <= 4000 ? units : texts.reduce((sum, text) => sum + [...text].length, 0);
}

function onlyRows(components: readonly AnyComponent[]): FormFault[] {
  return [
    ...(components.length > 5
      ? [at(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')]
      : []),
    ...components.flatMap((c, index) =>
      c.type === 1
        ? []
        : [
            at(
              ['components', index, 'type'],
              'UNION_TYPE_CHOICES',
              'Value of field "type" must be one of (1,).',
            ),
          ],
    ),
  ];
}

function sameIds(all: readonly AnyComponent[]): FormFault[] {
  const custom = all.flatMap(c => c.custom_id ?? []);
  const numbers = all.flatMap(c => (c.id ? [String(c.id)] : []));
  return [
    ...duplicates(custom).map(() =>
      at(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
    ),
    ...duplicates(numbers).map(() =>
      at(['components'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated'),
    ),
  ];
}

function lostFiles(message: WholeMessage, components: readonly AnyComponent[]): FormFault[] {
  const lost = filesNamed([components, message.embeds]).filter(name => !message.fileNames.includes(name));
  return lost.map(name =>
    at(
      ['components'],
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment was not found: ${name}`,
    ),
  );
}

const scheme = 'attachment://';

/** The files that anything within says it shows. */
function filesNamed(value: unknown, found: string[] = []): readonly string[] {
  if (typeof value === 'string' && value.startsWith(scheme)) found.push(value.slice(scheme.length));
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) filesNamed(part, found);
  return found;
}

function at(path: FormFault['path'], code: string, message: string): FormFault {
  return { path, code, message };
}
