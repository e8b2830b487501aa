import { render } from 'preact';
import { App } from './app.tsx';
import { openControl } from './control.ts';
import { openPage } from './page.ts';
import { applyTheme, readTheme } from './theme.ts';

applyTheme(readTheme());
const root = document.getElementById('page');
const key = new URLSearchParams(location.search).get('key');
if (root && key !== null) {
  const page = openPage(openControl(key));
  render(<App page={page} />, root);
  void page.start();
}
