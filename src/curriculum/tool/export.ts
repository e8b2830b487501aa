/** `export`: questions for other programs. */
import { writeFile } from 'node:fs/promises';
import { didYouMean } from '../did-you-mean.ts';
import { writeAnki } from '../exchange/anki-out.ts';
import { writeGift } from '../exchange/gift-out.ts';
import { describeFault } from '../fault.ts';
import { loadCurriculum } from '../load.ts';
import type { Verb } from './words.ts';

const sentences = {
  noLesson: (id: string, near: string) => `There is no lesson “${id}”. ${near}`.trim(),
  exists: (file: string) => `There is a file ${file} already. Choose another name, or take it away first.`,
  notWritten: (file: string, code: string) => `${file} can’t be written (${code}). Check its folder.`,
  written: (questions: number, file: string) => `${questions} questions written to ${file}.`,
};

const writers = { gift: writeGift, anki: writeAnki } as const;

export const exporting: Verb = {
  usage: [
    'export gift FILE [lesson …]                 questions for Moodle and others; all lessons unless some are named',
    'export anki FILE [lesson …]                 questions as notes for Anki (File, Import)',
  ],
  async run([format, file, ...ids], { folder, print }) {
    if (format === undefined || !Object.hasOwn(writers, format) || file === undefined) return 2;
    if ([file, ...ids].some(word => word.startsWith('-'))) return 2;
    const { curriculum, faults } = loadCurriculum(folder);
    for (const fault of faults) print(describeFault(fault));
    if (!curriculum) return 1;
    const unknown = ids.find(id => !curriculum.lessons.has(id));
    if (unknown !== undefined) {
      print(sentences.noLesson(unknown, didYouMean(unknown, curriculum.lessons.keys())));
      return 1;
    }
    const lessons = [...curriculum.lessons.values()].filter(({ id }) => ids.length === 0 || ids.includes(id));
    try {
      await writeFile(file, writers[format as keyof typeof writers](lessons), { flag: 'wx' });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      print(code === 'EEXIST' ? sentences.exists(file) : sentences.notWritten(file, code));
      return 1;
    }
    const asked = lessons.flatMap(lesson => lesson.questions).filter(question => !question.retired);
    print(sentences.written(asked.length, file));
    return 0;
  },
};
