/** Dark or light: what the system says, unless somebody chose here; kept in this browser. */

export type Theme = 'system' | 'dark' | 'light';

const KEPT = 'theme';

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === 'dark' || kept === 'light' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // A browser that keeps nothing still shows the choice until the page is closed.
  }
}
