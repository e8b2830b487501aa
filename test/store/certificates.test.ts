import { expect, test } from 'vitest';
import { addCertificate, findCertificateOf, listCertificatesByCode } from '../../src/store/certificates.ts';
import { borrowDatabase } from '../support/bot.ts';

const certificate = (id: string, memberId: string) => ({
  ...{ guildId: 'guild', id, memberId, pathwayId: 'net', record: `{"code":"${id}"}`, signature: 'signed' },
  issuedAt: new Date('2027-03-12T12:00:00Z'),
});

test('a member gets one certificate for a pathway, and a code belongs to one certificate, however many ask at once', async () => {
  const { db } = await borrowDatabase();
  const asked = Array.from({ length: 8 }, (_, n) => addCertificate(db, certificate(`CODE${n}`, 'ada')));
  const added = await Promise.all(asked);
  expect(added.filter(Boolean)).toHaveLength(1);
  const own = await findCertificateOf(db, { guildId: 'guild', memberId: 'ada', pathwayId: 'net' });
  expect(own?.id).toBe(`CODE${added.indexOf(true)}`);

  expect(await addCertificate(db, certificate(own?.id ?? '', 'lee'))).toBe(false);
  expect(await addCertificate(db, certificate('ANOTHER', 'lee'))).toBe(true);
  expect(await listCertificatesByCode(db, 'guild', ['NONE', 'ANOTHER'])).toMatchObject([{ memberId: 'lee' }]);
  expect(await listCertificatesByCode(db, 'other', ['ANOTHER'])).toEqual([]);
});
