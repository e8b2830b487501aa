import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Component } from '../shapes.ts';

/** A framed card with a coloured edge; as a spoiler it shows itself only when asked. */
export function Container(props: { readonly container: Component; readonly children: ComponentChildren }) {
  const { accent_color: accent, spoiler } = props.container;
  const [hidden, setHidden] = useState(spoiler === true);
  if (hidden) {
    return (
      <button type="button" class="spoiler-picture" onClick={() => setHidden(false)}>
        Spoiler: show the card
      </button>
    );
  }
  const edge =
    accent === undefined || accent === null
      ? {}
      : { borderLeftColor: colour(accent), borderLeftWidth: '4px' };
  return (
    <div class="container" style={edge}>
      {props.children}
    </div>
  );
}

/** Discord's 24-bit number as CSS takes it. */
export function colour(number: number): string {
  return `#${(number & 0xffffff).toString(16).padStart(6, '0')}`;
}
