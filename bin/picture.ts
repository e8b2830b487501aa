/** `npm run picture`: takes the picture in the README from the real page, with the real bot behind it. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../src/root.ts';
import { startPostgres } from '../src/store/postgres/start.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { makeStudyHall } from '../test/browser/study-hall.ts';

const target = join(projectRoot(), 'docs', 'images', 'playground.png');
const option = /^(A|True)$/;

try {
  await takePicture();
  console.log(`Taken: ${target}`);
  process.exit(0);
} catch (error) {
  console.error(`There is no new picture: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function takePicture(): Promise<void> {
  const browser = await launchChromium();
  const postgres = await startPostgres({ durable: false });
  const hall = await makeStudyHall(postgres.url);
  try {
    const page = await browser.newPage({
      viewport: { width: 1360, height: 1330 },
      colorScheme: 'dark',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const as = await hall.idOf('Jonas');
    await page.goto(`${hall.page}#member=${as}&channel=${hall.channelId}`);
    // What joining was answered with would only push the lesson out of the picture.
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await page.getByRole('button', { name: 'Quiz me' }).click();
    // A question that was answered rightly looks better; which option is right only the bot knows.
    const next = page.getByRole('button', { name: /Next question|See how it went/ });
    for (let tries = 1; ; tries += 1) {
      await page.getByRole('button', { name: option }).click();
      await next.waitFor();
      if (tries === 4 || (await page.getByText('Right.', { exact: true }).count()) > 0) break;
      await next.click();
    }
    mkdirSync(dirname(target), { recursive: true });
    await page.screenshot({ path: target });
  } finally {
    await browser.close();
    await hall.close();
    await postgres.stop();
  }
}
