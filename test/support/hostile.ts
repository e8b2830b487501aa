import fc from 'fast-check';

/** Each of them does something in Discord, or did in some bot. */
export const hostile = [
  '@everyone and @here',
  '<@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '</setup:123456789012345678> <t:0:R> <:smile:123456789012345678> <a:x:123456789012345678>',
  '**bold** __under__ *it* _it_ ~~no~~ ||spoiler|| `code` ```block```',
  '[click](https://evil.example) <https://evil.example> https://evil.example www.evil.example HTTP://evil.example',
  '# title\n## title\n-# small\n> quote\n>>> quote\n- list\n1. list',
  'abc\u202Edcba\u202C \u2066x\u2069 \u200Fright\u200E',
  '@\u200Beveryone @\u202Eeveryone <\u200B@123456789012345678>',
  '\\*not\\* \\\\**bold\\\\**',
  'mailto:x@evil.example discord://evil steam://run/1 discord.gg/evil',
];
/** What somebody may type who means no good, or just anything. */
export const typed = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ maxLength: 150 }),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'@<>#&*_~`|[]():/\\ \n!-123everyonehttps.'), { maxLength: 60 })
    .map(all => all.join('')),
  fc.tuple(fc.constantFrom(...hostile), fc.constantFrom(...hostile)).map(pair => pair.join('')),
);
