import { expect, test } from 'vitest';
import { readFiles } from '../../local-discord/page/client/files.ts';

test('a file is handed over byte by byte, however large', async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => (n * 7) % 256);
  const [known, unknown] = await readFiles([
    new File([bytes], 'a.bin', { type: 'application/x-a' }),
    new File([], 'b'),
  ]);
  expect(known).toMatchObject({ name: 'a.bin', type: 'application/x-a' });
  expect(Uint8Array.from(Buffer.from(known?.base64 ?? '', 'base64'))).toEqual(bytes);
  expect(unknown).toEqual({ name: 'b', base64: '' });
});
