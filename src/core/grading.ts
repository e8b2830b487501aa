/** Whether an answer is right. */

/** Grade one chosen option: single choice, true or false, and output questions with options. Undefined if there is no such option. */
export function gradeChoice(
  options: readonly { readonly id: string; readonly right: boolean }[],
  chosenId: string,
): { readonly right: boolean } | undefined {
  const chosen = options.find(({ id }) => id === chosenId);
  return chosen && { right: chosen.right };
}
