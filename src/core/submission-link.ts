/** A link to somebody's work. It is only shown: nothing of ours ever opens it. */

export const LONGEST_LINK = 500;

export type LinkRefusal = 'no-link' | 'not-https' | 'too-long' | 'with-login';
export type LinkOutcome =
  | {
      readonly kind: 'link' /** As a browser would write it: letters that look like others are spelt out. */;
      readonly link: string;
      readonly host: string;
    }
  | { readonly kind: 'refused'; readonly reason: LinkRefusal };

/** Names that lead nowhere but into somebody's own network, or nowhere at all: RFC 6761, 6762 and 8375, ICANN's `internal`, and `lan`. */
const ownNetworks = /\.(localhost|local|internal|lan|home\.arpa|test|example|invalid)$/;
/** As `URL` writes whatever it reads as one: `127.1`, `0x7f.1` and `2130706433` are `127.0.0.1` by then. IPv6 has no dot. */
const literalAddress = /^\d+(\.\d+){3}$/;

const isNamed = (host: string): boolean =>
  /^[^.]+(\.[^.]+)+$/.test(host) && !literalAddress.test(host) && !ownNetworks.test(host);

/** An https address of a named host that others can reach, at most 500 characters, without user name or password. */
export function decideLink(typed: string): LinkOutcome {
  const text = typed.trim();
  const refused = (reason: LinkRefusal): LinkOutcome => ({ kind: 'refused', reason });
  // What can't be seen in an address could make it look like another.
  if (/[\s\p{Cc}\p{Cf}]/u.test(text) || !URL.canParse(text)) return refused('no-link');
  const url = new URL(text);
  if (url.protocol !== 'https:') return refused('not-https');
  if (url.username !== '' || url.password !== '') return refused('with-login');
  if (!isNamed(url.hostname)) return refused('no-link');
  if (text.length > LONGEST_LINK || url.href.length > LONGEST_LINK) return refused('too-long');
  return { kind: 'link', link: url.href, host: url.hostname };
}
