import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../local-discord/page/client/markdown/parse-blocks.ts';
import { parseInline } from '../../local-discord/page/client/markdown/parse-inline.ts';
import { httpUrl } from '../../local-discord/page/client/markdown/parse-references.ts';
import type { Block, Inline } from '../../local-discord/page/client/markdown/syntax.ts';

/** The tree in short: `bold(a italic(b))`, so that a table of cases stays readable. */
function short(nodes: readonly (Block | Inline)[]): string {
  return nodes.map(shortOne).join(' ');
}

function shortOne(node: Block | Inline): string {
  switch (node.kind) {
    case 'text':
      return JSON.stringify(node.text);
    case 'break':
      return 'break';
    case 'code':
      return `code${'language' in node && node.language !== '' ? `:${node.language}` : ''}(${JSON.stringify(node.text)})`;
    case 'heading':
      return `heading${node.level}(${short(node.inside)})`;
    case 'list':
      return `list${node.start ?? ''}[${node.items.map(short).join(' | ')}]`;
    case 'link':
      return `link:${node.url}(${short(node.inside)})`;
    case 'mention':
      return `${node.of}:${node.id}`;
    case 'time':
      return `time:${node.seconds}:${node.style}`;
    case 'command':
    case 'emoji':
      return `${node.kind}:${node.name}`;
    case 'everyone':
      return node.text;
    default:
      return `${node.kind}(${short(node.inside)})`;
  }
}

describe('inside a line', () => {
  test.each([
    ['**bold**', 'bold("bold")'],
    ['*it* and _it_', 'italic("it") " and " italic("it")'],
    ['***both***', 'bold(italic("both"))'],
    ['**bold *and italic***', 'bold("bold " italic("and italic"))'],
    ['__under__ ~~gone~~ ||secret||', 'underline("under") " " strike("gone") " " spoiler("secret")'],
    ['snake_case_name', '"snake_case_name"'],
    ['2 * 3 * 4', '"2 * 3 * 4"'],
    ['**never closed', '"**never closed"'],
    ['\\*not italic\\*', '"*not italic*"'],
    ['\\_\\_iter\\_\\_', '"__iter__"'],
    ['`a *b*`', 'code("a *b*")'],
    ['`` `x` ``', 'code("`x`")'],
    ['**`**`**', 'bold(code("**"))'],
    ['a\nb', '"a" break "b"'],
    ['<@1> <@!2> <@&3> <#4>', 'user:1 " " user:2 " " role:3 " " channel:4'],
    ['<t:0> <t:60:R>', 'time:0:f " " time:60:R'],
    ['</cohort create:12> <:owl:34>', 'command:cohort create " " emoji:owl'],
    ['@everyone and @here', '@everyone " and " @here'],
    ['me@here.org', '"me" @here ".org"'],
    ['see https://a.org/x.', '"see " link:https://a.org/x("https://a.org/x") "."'],
    ['(https://a.org/x)', '"(" link:https://a.org/x("https://a.org/x") ")"'],
    ['<https://a.org>', 'link:https://a.org/("https://a.org")'],
    ['[**go**](https://a.org "title")', 'link:https://a.org/(bold("go"))'],
    ['[w](https://a.org/b_(c))', 'link:https://a.org/b_(c)("w")'],
    ['[x](javascript:alert(1))', '"[x](javascript:alert(1))"'],
    ['[x](data:text/html,1)', '"[x](data:text/html,1)"'],
    ['<b onclick="x">', '"<b onclick=\\"x\\">"'],
  ])('%s', (text, tree) => {
    expect(short(parseInline(text))).toBe(tree);
  });
});

describe('line by line', () => {
  test.each([
    ['# One\n## Two\n### Three', 'heading1("One") heading2("Two") heading3("Three")'],
    ['#no heading', 'paragraph("#no heading")'],
    ['-# small print', 'small("small print")'],
    ['```ts\nlet a = 1;\n```', 'code:ts("let a = 1;")'],
    ['```one line```', 'code("one line")'],
    ['say ```x``` now', 'paragraph("say ") code("x") paragraph(" now")'],
    ['```never closed', 'paragraph("```never closed")'],
    ['> a\n> b\nc', 'quote(paragraph("a" break "b")) paragraph("c")'],
    ['>>> a\nb', 'quote(paragraph("a" break "b"))'],
    ['- a\n- b\n  - c', 'list[paragraph("a") | paragraph("b") list[paragraph("c")]]'],
    ['3. a\n4. b', 'list3[paragraph("a") | paragraph("b")]'],
    ['text\n- a', 'paragraph("text") list[paragraph("a")]'],
    ['```\n# not a heading\n```', 'code("# not a heading")'],
  ])('%j', (text, tree) => {
    expect(short(parseMarkdown(text))).toBe(tree);
  });
});

test('only http and https addresses are links', () => {
  expect(httpUrl('https://a.org/?q=1#x')).toBe('https://a.org/?q=1#x');
  for (const bad of [
    'javascript:1',
    'ftp://a.org',
    'https://',
    'https:///x',
    ' https://a.org',
    '//a.org',
    '/x',
  ]) {
    expect(httpUrl(bad), bad).toBeUndefined();
  }
});

test('every text is read to its end: no crash, and no letter that is not markup is lost', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '```',
    '\n',
    '> ',
    '- ',
    '# ',
    '<@1',
    '>',
    '[',
    '](',
    ')',
    'abc',
    ' ',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const letters = (text: string) => text.split('abc').length;
      const text = pieces.join('');
      expect(letters(short(parseMarkdown(text)))).toBe(letters(text));
    }),
    { numRuns: 500 },
  );
});

test('deep nesting does not exhaust the stack', () => {
  expect(parseMarkdown('> '.repeat(2000)).length).toBeGreaterThanOrEqual(0);
  expect(short(parseMarkdown(`${'||'.repeat(1000)}x${'||'.repeat(1000)}`))).toContain('x');
});
