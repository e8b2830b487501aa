/** Files for Discord: what is long is packed, so that it is handed over within the three seconds that an answer has. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Bytes. A slow line of 10 Mbit/s takes a second for that many; packed, an export is a tenth to a twentieth of itself. */
const longestPlain = 1_000_000;

/** The text as a file of that name, or packed as `name.gz`. */
export async function packFile(
  name: string,
  text: string,
): Promise<{ readonly name: string; readonly data: Uint8Array }> {
  const data = Buffer.from(text);
  return data.length <= longestPlain
    ? { name, data }
    : { name: `${name}.gz`, data: await promisify(gzip)(data) };
}
