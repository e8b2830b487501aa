/** Everything that the doctor looks at, in the order in which the bot needs it at its start. */
import { BadSettings, readSettings, type Settings } from '../../src/config.ts';
import { examineChannels } from './channels.ts';
import { examineClocks } from './clocks.ts';
import { examineCurriculum } from './curriculum.ts';
import { examineDatabase } from './database.ts';
import { callDiscord, examineDiscord } from './discord.ts';
import { type Finding, ok, problem } from './finding.ts';
import { examineGateway } from './gateway.ts';
import { examineZones } from './zones.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** `tell` hears of each finding as soon as it is there. Throws nothing: what can't be looked at is a finding too. */
export async function examine(env: Env, tell: (finding: Finding) => void = () => {}): Promise<Finding[]> {
  const all: Finding[] = [];
  const note = (findings: readonly Finding[]) => {
    all.push(...findings);
    for (const finding of findings) tell(finding);
  };
  const settings = readOrTell(env, note);
  if (!settings) return all;

  note(await examineCurriculum(settings.curriculumDir));
  const discord = callDiscord(settings);
  const { findings, me } = await examineDiscord(discord);
  note(findings);
  if (me) note(await examineGateway(discord));
  const database = await examineDatabase(settings);
  try {
    note(database.findings);
    note(await examineClocks(discord, database.sql, settings.clockUrl));
    note(examineZones(database.cohorts));
    if (me) note(await examineChannels(discord, me, database.cohorts));
  } finally {
    await database.close();
  }
  return all;
}

function readOrTell(env: Env, note: (findings: readonly Finding[]) => void): Settings | undefined {
  try {
    const settings = readSettings(env);
    note([ok('Settings', 'each has a value that it can have.')]);
    return settings;
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    note(error.faults.map(fault => problem('Settings', fault)));
    return undefined;
  }
}
