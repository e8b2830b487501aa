/** The Chromium that this machine has: none is downloaded. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];
const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const programs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const noBrowser =
  'No Chromium was found. Install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), or say where yours is with CHROMIUM_PATH.';

/** The path of a Chromium; `CHROMIUM_PATH` wins. Undefined when there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = environment.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : undefined;
  const searched = [...(environment.PATH ?? '').split(delimiter).filter(Boolean), ...folders];
  return [...searched.flatMap(folder => names.map(name => join(folder, name))), ...programs].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Starts it without a window. Throws a sentence when there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(noBrowser);
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses to sandbox itself for root; what it opens here is our own page only.
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
