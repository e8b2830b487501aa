/** Before anything else starts: is there a browser? If not, one sentence says what to install, and nothing passes. */
import { findChromium, noBrowser } from './chromium.ts';

export default function demandBrowser(): void {
  if (findChromium() !== undefined) return;
  console.error(noBrowser);
  process.exit(1);
}
