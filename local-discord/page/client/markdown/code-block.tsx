import { useMemo } from 'preact/hooks';
import { type Coloured, highlight } from './highlight.ts';

export function CodeBlock({ text, language }: { readonly text: string; readonly language: string }) {
  const pieces = useMemo(() => highlight(text, language), [text, language]);
  return (
    <pre>
      <code>
        <Pieces pieces={pieces} />
      </code>
    </pre>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Coloured[] }) {
  return (
    <>
      {pieces.map((piece, n) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <span key={n} class={piece.name}>
            <Pieces pieces={piece.inside} />
          </span>
        ),
      )}
    </>
  );
}
