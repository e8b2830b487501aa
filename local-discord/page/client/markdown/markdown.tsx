import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useNow, useView } from '../use-page.ts';
import { CodeBlock } from './code-block.tsx';
import { parseMarkdown } from './parse-blocks.ts';
import { sayTime } from './say-time.ts';
import type { Block, Inline } from './syntax.ts';

/** Discord's Markdown as elements, made from its tree; text is only ever a text node. */
export function Markdown({ text }: { readonly text: string }) {
  return <div class="markdown">{showBlocks(parseMarkdown(text))}</div>;
}

function showBlocks(blocks: readonly Block[]): JSX.Element[] {
  return blocks.map((block, n) => <ShowBlock key={n} block={block} />);
}

function ShowBlock({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{showInline(block.inside)}</p>;
    case 'small':
      return <p class="small">{showInline(block.inside)}</p>;
    case 'heading': {
      // The page's own headings are h1 and h2, so a message's begin below them.
      const Heading = `h${block.level + 2}` as 'h3' | 'h4' | 'h5';
      return <Heading class={`heading-${block.level}`}>{showInline(block.inside)}</Heading>;
    }
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'quote':
      return <blockquote>{showBlocks(block.inside)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, n) => <li key={n}>{showBlocks(item)}</li>);
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

function showInline(nodes: readonly Inline[]): ComponentChildren {
  return nodes.map((node, n) => <ShowInline key={n} node={node} />);
}

function ShowInline({ node }: { readonly node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{showInline(node.inside)}</strong>;
    case 'italic':
      return <em>{showInline(node.inside)}</em>;
    case 'underline':
      return <u>{showInline(node.inside)}</u>;
    case 'strike':
      return <s>{showInline(node.inside)}</s>;
    case 'spoiler':
      return <Spoiler>{showInline(node.inside)}</Spoiler>;
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return (
        <a href={node.url} target="_blank" rel="noopener noreferrer">
          {showInline(node.inside)}
        </a>
      );
    case 'mention':
      return <Mention of={node.of} id={node.id} />;
    case 'everyone':
      return <span class="mention">{node.text}</span>;
    case 'command':
      return <span class="mention">/{node.name}</span>;
    case 'emoji':
      return <span class="emoji">:{node.name}:</span>;
    case 'time':
      return <Moment seconds={node.seconds} style={node.style} />;
  }
}

function Spoiler({ children }: { readonly children: ComponentChildren }) {
  const [shown, setShown] = useState(false);
  const inside = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (shown) inside.current?.focus();
  }, [shown]);
  if (!shown) {
    return (
      <button type="button" class="spoiler" aria-label="Spoiler: show it" onClick={() => setShown(true)}>
        <span aria-hidden="true" inert>
          {children}
        </span>
      </button>
    );
  }
  return (
    <span class="spoiler-shown" ref={inside} tabIndex={-1}>
      {children}
    </span>
  );
}

function Mention({ of, id }: { readonly of: 'user' | 'role' | 'channel'; readonly id: string }) {
  const { guild } = useView();
  const among = { user: guild?.members, role: guild?.roles, channel: guild?.channels }[of] ?? [];
  const found = among.find(one => one.id === id);
  const sign = of === 'channel' ? '#' : found?.name.startsWith('@') ? '' : '@';
  return <span class="mention">{`${sign}${found?.name ?? `unknown-${of}`}`}</span>;
}

function Moment({
  seconds,
  style,
}: {
  readonly seconds: number;
  readonly style: Extract<Inline, { kind: 'time' }>['style'];
}) {
  const now = useNow(15_000);
  return (
    <time class="moment" title={sayTime(seconds, 'F', now)}>
      {sayTime(seconds, style, now)}
    </time>
  );
}
