/** Tells Discord which commands exist, only when it doesn't know them so already: it counts such calls. */
import { type REST, Routes } from 'discord.js';
import { declareCommands, isDeclared } from './declare.ts';
import type { Commands } from './load-commands.ts';

/** True when something had to be told. Throws what discord.js throws. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: Commands,
): Promise<boolean> {
  const ours = declareCommands(commands);
  const route = Routes.applicationCommands(applicationId);
  // Whoever can't say what it knows is told again: that costs one call and changes nothing.
  const theirs = (await rest.get(route).catch(() => [])) as { readonly name: string }[];
  if (isDeclared(ours, theirs)) return false;
  await rest.put(route, { body: ours });
  return true;
}
