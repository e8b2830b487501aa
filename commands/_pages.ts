/**
 * Lists that are longer than one message: a part of one, and the buttons to the parts beside it. Nothing is remembered between
 * presses: a button's argument carries page and list, so that it still works after a restart.
 */
import type { Button, Press } from '../src/cards/reply.ts';

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** 0-based. */
  readonly page: number;
  /** At least 1: an empty list has one empty page. */
  readonly pages: number;
  /** 0-based place of the first item in the whole list. */
  readonly from: number;
}

/** The page asked for, or the nearest that there is: a list may have become shorter since a button was shown. */
export function pageOf<T>(items: readonly T[], page: number, perPage: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const wanted = Number.isFinite(page) ? Math.trunc(page) : 0;
  const shown = Math.min(Math.max(wanted, 0), pages - 1);
  const from = shown * perPage;
  return { items: items.slice(from, from + perPage), page: shown, pages, from };
}

/** `page 2 of 5`; undefined for a list that has no second page. */
export const pageWords = ({ page, pages }: Pick<Page<unknown>, 'page' | 'pages'>): string | undefined =>
  pages > 1 ? `page ${page + 1} of ${pages}` : undefined;

/**
 * Back and Next, as far as there are such pages. They press the action `page` of the command. `about` says which list it is:
 * ids, or what was typed; together with the command's name at most 90 characters.
 */
export function pageButtons(
  command: string,
  about: string,
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
): readonly Button[] {
  const back: Button[] = page > 0 ? [{ label: 'Back', press: pressFor(command, about, page - 1) }] : [];
  const next: Button[] =
    page < pages - 1 ? [{ label: 'Next', press: pressFor(command, about, page + 1) }] : [];
  return [...back, ...next];
}

/** What a button's argument says. Page 0 where it names none; `pageOf` answers any number with the nearest page. */
export function readPage(argument: string): { readonly page: number; readonly about: string } {
  const [, page, about] = /^(\d{1,4})\.(.*)$/su.exec(argument) ?? [];
  return { page: Number(page ?? 0), about: about ?? argument };
}

const pressFor = (command: string, about: string, page: number): Press => ({
  command,
  action: 'page',
  argument: `${page}.${about}`,
});
