/** The page's own few signs, drawn here: not every machine has a font with emoji. */
const paths = {
  menu: 'M3 6h18v2H3zm0 5h18v2H3zm0 5h18v2H3z',
  panel:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 2a6 6 0 1 1 0 12 6 6 0 0 1 0-12zm-1 2v5l4 2.4 1-1.7-3-1.8V8z',
  eye: 'M12 5C6.5 5 2.7 9.3 1.5 12c1.2 2.7 5 7 10.5 7s9.3-4.3 10.5-7C21.3 9.3 17.5 5 12 5zm0 2.2c3.9 0 6.8 2.8 8 4.8-1.2 2-4.1 4.8-8 4.8s-6.8-2.8-8-4.8c1.2-2 4.1-4.8 8-4.8zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  file: 'M5 2h9l5 5v15H5zm2 2v16h10V9h-5V4zm2 8h6v2H9zm0 4h6v2H9z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
  thread:
    'M5 3h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-6l-5 5v-5H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm2 4v2h10V7zm0 4v2h7v-2z',
  open: 'M6.4 8.6 12 14.2l5.6-5.6L19 10l-7 7-7-7z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={paths[name]} fill="currentColor" />
    </svg>
  );
}
