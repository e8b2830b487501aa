/** Files that a member hands over with a command or a form. */
import type { APIAttachment } from 'discord-api-types/v10';
import { keepFile } from '../rest/attachments.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { CannotDo } from './refusal.ts';
import type { Resolved } from './resolve.ts';

export interface SentFile {
  readonly name: string;
  /** Its kind as a browser names it; guessed from the name when absent. */
  readonly type?: string | undefined;
  readonly bytes: Uint8Array;
}

/** By option or field. */
export type SentFiles = Readonly<Record<string, readonly SentFile[]>>;

/** What Discord takes without a subscription, in bytes. */
const largest = 10 * 1024 * 1024;

/** Keeps a file and adds it to what is resolved; its id. Throws when it is too large. */
export function handOver(state: State, channel: Channel, file: SentFile, into: Resolved): string {
  if (file.bytes.length > largest) throw new CannotDo(`${file.name} is larger than 10 MiB.`);
  const kept = keepFile(state, channel.id, file.name, file.bytes);
  const attachment: APIAttachment = {
    ...kept,
    ephemeral: true,
    ...(file.type && { content_type: file.type }),
  };
  into.attachments = { ...into.attachments, [kept.id]: attachment };
  return kept.id;
}

const endings: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.heic', '.bmp'],
  video: ['.mp4', '.mov', '.webm', '.mkv', '.avi'],
  audio: ['.mp3', '.ogg', '.wav', '.flac', '.m4a', '.opus', '.aac'],
};

/** Whether a form's field takes the file: Discord looks at its name only. `types` are endings, or one of those words. */
export function isOfType({ name }: SentFile, types: readonly string[]): boolean {
  const ending = name.slice(name.lastIndexOf('.')).toLowerCase();
  return types.some(type => (endings[type] ?? [type.toLowerCase()]).includes(ending));
}

export function demandNoOthers(files: SentFiles, names: readonly string[]): void {
  const stray = Object.keys(files).find(name => !names.includes(name));
  if (stray !== undefined) throw new CannotDo(`${stray} takes no file.`);
}
