/** `npm run doctor`: looks at everything that the bot needs, changes nothing, and says what to do. Ends with 1 when there is a problem. */
import { readEnvironment } from '../src/config.ts';
import { examine } from './doctor/examine.ts';
import { lineOf, sumOf } from './doctor/finding.ts';

const findings = await examine(readEnvironment(), finding => console.log(lineOf(finding)));
console.log(sumOf(findings));
process.exit(findings.some(({ state }) => state === 'problem') ? 1 : 0);
