/** A quiz in the page whose first question is answered with one press: which question comes first is left to chance. */
import type { Locator, Page } from 'playwright-core';

const oneOf = /^(A|True)$/;

/** Presses "Quiz me" until such a question is asked; hands back its message. */
export async function quizByPress(
  page: Page,
  quizMe: Locator,
): Promise<{ readonly question: Locator; readonly option: Locator }> {
  const question = page.getByRole('article').filter({ hasText: /question \d of \d/ });
  const option = question.getByRole('button', { name: oneOf });
  const window = question.getByRole('button', { name: /^(Choose|Answer|Put in order)$/ });
  for (let tries = 0; tries < 40; tries += 1) {
    await quizMe.click();
    await option.or(window).first().waitFor();
    if ((await option.count()) > 0) return { question, option };
    await question.getByRole('button', { name: 'Dismiss message' }).click();
    await question.waitFor({ state: 'detached' });
  }
  throw new Error('no question was asked that one press answers');
}
