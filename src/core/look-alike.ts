/** Names that look alike to a reader: none may be chosen that passes for somebody else's. */

/** Letters of other scripts that look like Latin ones, in small letters, as pairs. */
const confusables = new Map(
  'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwһhӏlαaβbεeηnιiκkνvοoρpτtυuχxγyωw'
    .match(/../gu)
    ?.map(pair => [...pair] as [string, string]) ?? [],
);

/** What a name looks like, whatever it is made of: without case, accents, spaces, signs that aren't seen, and scripts that look alike. */
export const foldName = (name: string): string =>
  [...name.normalize('NFKD').toLowerCase()]
    .filter(letter => !/[\p{M}\p{C}\p{Z}\p{P}]/u.test(letter))
    .map(letter => confusables.get(letter) ?? letter)
    .join('');

/** Who speaks for the server or for the bot. */
const offices = new Set(
  ['Lockstep', 'Lockstep bot', 'bot', 'mod', 'moderator', 'the moderator', 'moderators', 'admin', 'admins']
    .concat(['administrator', 'a deleted member', 'everyone', 'here'])
    .map(foldName),
);

/** Whether a name looks like one of `others`, or like that of the bot, a moderator or an admin. */
export function looksLikeAnother(name: string, others: readonly string[]): boolean {
  const folded = foldName(name);
  // Of signs alone nothing is left to compare.
  if (folded === '') return others.includes(name);
  return offices.has(folded) || others.some(other => foldName(other) === folded);
}
