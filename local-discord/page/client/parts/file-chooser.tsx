import { useState } from 'preact/hooks';
import { readFiles, type SentFile } from '../files.ts';
import { sentence } from '../page.ts';

interface Props {
  readonly id: string;
  readonly most: number;
  readonly required: boolean;
  readonly describedBy: string | undefined;
  readonly onChoose: (files: readonly SentFile[]) => void;
}

/** The browser's own field for files; what is chosen is read at once. */
export function FileChooser({ id, most, required, describedBy, onChoose }: Props) {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  async function choose(chosen: FileList | null): Promise<void> {
    setProblem(undefined);
    try {
      onChoose(await readFiles(chosen ?? []));
    } catch (error) {
      onChoose([]);
      setProblem(sentence(error));
    }
  }
  return (
    <>
      <input
        id={id}
        type="file"
        multiple={most > 1}
        required={required}
        aria-describedby={describedBy}
        onChange={event => void choose(event.currentTarget.files)}
      />
      {problem !== undefined && (
        <p class="failed" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
