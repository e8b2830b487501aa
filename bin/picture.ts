/** `npm run picture`: takes the picture in the README from the real page, with the real bot behind it. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../src/root.ts';
import { startPostgres } from '../src/store/postgres/start.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { quizByPress } from '../test/browser/quiz.ts';
import { makeStudyHall } from '../test/browser/study-hall.ts';

const target = join(projectRoot(), 'docs', 'images', 'playground.png');
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
    // A question that was answered rightly looks better; which option is right only the bot knows.
    const quizMe = page.getByRole('button', { name: 'Quiz me' });
    for (let tries = 1; ; tries += 1) {
      const { question, option } = await quizByPress(page, quizMe);
      await option.click();
      await question.getByText(/^(Right|Not quite)\.$/).waitFor();
      if (tries === 8 || (await page.getByText('Right.', { exact: true }).count()) > 0) break;
      await question.getByRole('button', { name: 'Dismiss message' }).click();
    }
    mkdirSync(dirname(target), { recursive: true });
    await page.screenshot({ path: target });
  } finally {
    await browser.close();
    await hall.close();
    await postgres.stop();
  }
}
