/** What is said of a link: its kind, tier, price and language. */
import type { Level, Resource } from '../curriculum/types.ts';
import type { Choice } from './reply.ts';

const kinds: Readonly<Record<string, string>> = {
  docs: 'Documentation',
  article: 'Article',
  blog: 'Blog',
  book: 'Book',
  ebook: 'E-book',
  course: 'Course',
  'course-platform': 'Course platform',
  platform: 'Learning platform',
  video: 'Video',
  'youtube-channel': 'Video channel',
  interactive: 'Interactive',
  practice: 'Practice',
  workshop: 'Workshop',
  website: 'Website',
  repo: 'Code repository',
};
const tiers = {
  1: 'Begin here',
  2: 'The next step',
  3: 'For depth',
} satisfies Record<NonNullable<Resource['tier']>, string>;
const costs = {
  free: 'Free',
  mixed: 'Partly free',
  paid: 'Paid',
  unknown: 'Price unknown',
} satisfies Record<Resource['cost'], string>;
const levels = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
} satisfies Record<Level, string>;

const choicesOf = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ label, value }));
export const kindChoices = choicesOf(kinds);
export const tierChoices = choicesOf(tiers);
export const costChoices = choicesOf(costs);
export const levelChoices = choicesOf(levels);

/** A masked link; the brackets keep Discord from unfurling it. Without an address, whose it is. */
export function linkTo({ title, url, provider }: Resource): string {
  if (url !== undefined) return `[${title}](<${url}>)`;
  return provider === undefined ? title : `${title} (${provider})`;
}

/** `Documentation · free · begin here`. */
export function linkFacts({ kind, cost, tier, lang }: Resource): string {
  const facts = [kinds[kind] ?? kind, costs[cost].toLowerCase()];
  if (lang !== 'en') facts.push(`in ${languages.of(lang) ?? lang}`);
  if (tier !== undefined) facts.push(tiers[tier].toLowerCase());
  return facts.join(' · ');
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
