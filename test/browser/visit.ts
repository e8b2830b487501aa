/** Somebody at the page, and what went wrong there. */

import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StudyHall } from './study-hall.ts';

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: scripts that failed, what the page's policy refused. */
  readonly complaints: readonly string[];
}

export interface Wanted {
  /** Names; without them the address says nothing of who and where. */
  readonly as?: string;
  readonly channel?: string;
  readonly scheme?: 'dark' | 'light';
  readonly width?: number;
}

const phone: BrowserContextOptions = { viewport: { width: 390, height: 780 }, hasTouch: true };

/** Opens the page in a window of its own and waits until commands can be typed. */
export async function visit(browser: Browser, hall: StudyHall, wanted: Wanted = {}): Promise<Visit> {
  const where = new URLSearchParams();
  if (wanted.as !== undefined) where.set('member', await hall.idOf(wanted.as));
  if (wanted.channel !== undefined) where.set('channel', await hall.idOf(wanted.channel));
  return visitPage(browser, `${hall.page}#${where}`, wanted);
}

/** The same, at the page of any local Discord. */
export async function visitPage(
  browser: Browser,
  address: string,
  wanted: Pick<Wanted, 'scheme' | 'width'> = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    colorScheme: wanted.scheme ?? 'dark',
    viewport: { width: 1280, height: 800 },
    ...(wanted.width === 390 ? phone : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  await page.locator('#composer').waitFor();
  return { page, complaints };
}

/** Picks a command by typing it, and runs it with what is filled in already. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await page.locator('#composer').fill(`/${name}`);
  await page.locator('#composer').press('Enter');
  await page.getByRole('button', { name: `Run /${name}` }).click();
}

/** What axe holds against the page at level A or AA, a line each. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // As an expression of the page's own world: its policy forbids script elements, and so it should.
  await page.evaluate(axe.source);
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: { type: 'tag', values: ${tags} } }).then(({ violations, passes }) => [
       ...(passes.length > 5 ? [] : ['axe found next to nothing to look at']),
       ...violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)),
     ])`,
  );
  return found as readonly string[];
}
