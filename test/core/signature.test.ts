import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSigner } from '../../src/core/signature.ts';

const signer = createSigner('a secret of at least so many letters');

test('a signature is good for its exact text and no other, and everybody can check it with the public key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
      const signature = signer.sign(text);
      expect(signer.isSigned(text, signature)).toBe(true);
      expect(signer.isSigned(other, signature)).toBe(other === text);
      expect(signer.isSigned(`${text} `, signature)).toBe(false);
    }),
    { numRuns: 50 },
  );
  const [key, signature] = [createPublicKey(signer.publicKey), Buffer.from(signer.sign('text'), 'base64url')];
  expect(verify(null, Buffer.from('text'), key, signature)).toBe(true);
});

test('what is no signature is a bad one', () => {
  for (const none of ['', 'x', '!!', signer.sign('text').slice(0, -4), `${signer.sign('text')}AAAA`])
    expect(signer.isSigned('text', none)).toBe(false);
});

test('every process with the same secret has the same key, and another secret another', () => {
  const [same, another] = [createSigner('a secret of at least so many letters'), createSigner('another')];
  expect(same.keyName).toBe(signer.keyName);
  expect(same.isSigned('text', signer.sign('text'))).toBe(true);
  expect(another.keyName).not.toBe(signer.keyName);
  expect(another.isSigned('text', signer.sign('text'))).toBe(false);
  // A change of how the key is made would make every certificate of every installation worthless.
  expect(createSigner('a fixed secret').keyName).toBe('7d40faa8e931da4b');
});
