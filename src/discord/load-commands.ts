/** Reads `commands/`: one file is one slash command, a folder is a command with subcommands. There is no list to keep. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Command } from './define-command.ts';

/** By what is typed, without the slash: `quiz`, `cohort create`. */
export interface Commands {
  readonly commands: ReadonlyMap<string, Command>;
  /** Descriptions of the folders: `cohort`. */
  readonly groups: ReadonlyMap<string, string>;
}

// The same code runs from source (.ts) and compiled (.js): commands/ stands two folders up in both.
const ending = extname(fileURLToPath(import.meta.url));
const folderOfCommands = fileURLToPath(new URL('../../commands', import.meta.url));

/** Throws when a file doesn't export a command, or a folder has no `_about`: nothing is skipped in silence. */
export async function loadCommands(folder = folderOfCommands): Promise<Commands> {
  const commands = new Map<string, Command>();
  const groups = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      const inner = join(folder, entry.name);
      const about = await importDefault<{ description: string }>(join(inner, `_about${ending}`));
      groups.set(entry.name, about.description);
      for (const file of await readdir(inner)) {
        if (isCommandFile(file))
          commands.set(`${entry.name} ${nameOf(file)}`, await importCommand(join(inner, file)));
      }
    } else if (isCommandFile(entry.name)) {
      commands.set(nameOf(entry.name), await importCommand(join(folder, entry.name)));
    }
  }
  return { commands, groups };
}

const isCommandFile = (file: string) =>
  file.endsWith(ending) && !file.endsWith('.d.ts') && !file.startsWith('_');
const nameOf = (file: string) => file.slice(0, -ending.length);

async function importCommand(path: string): Promise<Command> {
  const command = await importDefault<Command>(path);
  if (typeof command?.run !== 'function' || !command.who || !command.where) {
    throw new Error(`${path} must export default defineCommand({ … }).`);
  }
  return command;
}

async function importDefault<T>(path: string): Promise<T> {
  const module = (await import(pathToFileURL(path).href)) as { default: T };
  return module.default;
}
