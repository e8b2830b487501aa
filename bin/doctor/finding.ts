/** One thing that the doctor looked at. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'problem';
  /** What was looked at: a word or two. */
  readonly about: string;
  /** What was seen and, unless it is well, what to do. No secret. */
  readonly words: string;
}

const finding =
  (state: Finding['state']) =>
  (about: string, words: string): Finding => ({ state, about, words });

export const ok = finding('ok');
export const warning = finding('warning');
export const problem = finding('problem');

export const lineOf = ({ state, about, words }: Finding): string => `${state.padEnd(9)}${about}: ${words}`;

export function sumOf(findings: readonly Finding[]): string {
  const problems = findings.filter(({ state }) => state === 'problem').length;
  const warnings = findings.filter(({ state }) => state === 'warning').length;
  if (problems + warnings === 0) return 'Everything is well.';
  return `${count(problems, 'problem')}, ${count(warnings, 'warning')}.`;
}

const count = (n: number, what: string): string => `${n === 0 ? 'no' : n} ${what}${n === 1 ? '' : 's'}`;
