/** Colours code: highlight.js finds what is what, and its answer becomes a tree of classes, never HTML. */
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = { bash, http, javascript, json, nginx, python, sql, typescript, yaml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
hljs.registerAliases(['postgres', 'postgresql', 'psql', 'pgsql'], { languageName: 'sql' });

export type Coloured = string | { readonly name: string; readonly inside: readonly Coloured[] };

/** Longer code stays plain, so that a huge attachment of text can't hold the page up. */
const LONGEST = 20_000;

/** The code with the parts that have a colour named; plain when the language is not one of ours. */
export function highlight(code: string, language: string): readonly Coloured[] {
  if (code.length > LONGEST || !hljs.getLanguage(language)) return [code];
  return readSpans(hljs.highlight(code, { language, ignoreIllegals: true }).value);
}

interface Open {
  readonly name: string;
  readonly inside: Coloured[];
}

/** What highlight.js writes holds spans with a class, and text in which five characters are escaped; nothing else. */
function readSpans(markup: string): readonly Coloured[] {
  const open: Open[] = [{ name: '', inside: [] }];
  for (const piece of markup.split(/(<span class="[^"]*">|<\/span>)/)) {
    const started = /^<span class="([^"]*)">$/.exec(piece);
    const current = open.at(-1);
    if (started) open.push({ name: started[1] ?? '', inside: [] });
    else if (piece === '</span>' && current && open.length > 1) {
      open.pop();
      open.at(-1)?.inside.push(current);
    } else if (piece !== '') current?.inside.push(plainText(piece));
  }
  return open[0]?.inside ?? [];
}

const escaped: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
};

function plainText(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#x27|amp);/g, found => escaped[found] ?? found);
}
