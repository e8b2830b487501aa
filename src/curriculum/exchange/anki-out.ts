/** Questions of ours as a text that Anki imports: the file's head says what is what, so nothing is to be chosen there. */
import type { Lesson, Question } from '../types.ts';

const head = ['#separator:tab', '#html:true', '#guid column:1', '#deck column:2', '#tags column:5'];

/** A note for each question that is asked: its front asks, its back answers and says why. A second import updates the notes of the first. */
export function writeAnki(lessons: readonly Lesson[]): string {
  const notes = lessons.flatMap(lesson =>
    lesson.questions
      .filter(question => !question.retired)
      .map(question =>
        [
          `lockstep:${lesson.id}#${question.id}`,
          `Lockstep::${lesson.title.replaceAll('::', ' ')}`,
          html(frontOf(question)),
          html(backOf(question)),
          [...lesson.tags, question.kind, lesson.level].join(' '),
        ].join('\t'),
      ),
  );
  return `${[...head, ...notes].join('\n')}\n`;
}

function frontOf(question: Question): string {
  const code = question.type === 'output' ? `\n\n\`\`\`${question.language}\n${question.code}\n\`\`\`` : '';
  if (question.type === 'order') {
    // Sorted by their words: the file's order is the answer.
    const items = question.items.map(item => `- ${item.text}`).sort();
    return `${question.stem}\n\n${items.join('\n')}`;
  }
  const options = 'options' in question ? question.options.map(option => `- ${option.text}`).sort() : [];
  return `${question.stem}${code}${options.length > 0 ? `\n\n${options.join('\n')}` : ''}`;
}

function backOf(question: Question): string {
  if (question.type === 'order') {
    return `${question.items.map((item, index) => `${index + 1}. ${item.text}`).join('\n')}\n\n${question.why}`;
  }
  if ('options' in question && question.options.length > 0) {
    const right = question.options
      .filter(option => option.right)
      .map(option => `**${option.text}**: ${option.why}`);
    const wrong = question.options
      .filter(option => !option.right)
      .map(option => `${option.text}: ${option.why}`);
    return [...right, '', ...wrong].join('\n');
  }
  if (question.type === 'fill' || question.type === 'output')
    return `**${question.accept[0]}**\n\n${question.why ?? ''}`;
  return '';
}

/** Only what our texts use of Markdown: code, bold, line ends. A tab or a line end would begin another field or note. */
function html(markdown: string): string {
  return markdown
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/```[a-z0-9+#-]*\n([\s\S]*?)\n?```/g, '<pre>$1</pre>')
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*\n]+)\*\*/g, '<b>$1</b>')
    .replaceAll('\t', '    ')
    .replaceAll('\n', '<br>');
}
