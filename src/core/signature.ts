/** Signing certificates: Ed25519 (RFC 8032) with a key made from the bot's secret, so that every process that has the secret has the key. */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto';

export interface Signer {
  /** Of the exact text; base64url. The same text always has the same signature. */
  readonly sign: (text: string) => string;
  readonly isSigned: (text: string, signature: string) => boolean;
  /** PEM: with it anybody can check a signature, without the bot. */
  readonly publicKey: string;
  /** Tells one key from another: the beginning of its SHA-256. */
  readonly keyName: string;
}

/** RFC 8410: what stands before the 32 bytes of a private key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** HKDF (RFC 5869) with a purpose of its own: whoever knows this key knows nothing of what else is made from the secret. */
export function createSigner(secret: string): Signer {
  const seed = hkdfSync('sha256', secret, '', 'lockstep certificates 1', 32);
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const open = createPublicKey(key);
  const der = open.export({ type: 'spki', format: 'der' });
  return {
    sign: text => sign(null, Buffer.from(text), key).toString('base64url'),
    isSigned: (text, signature) => verify(null, Buffer.from(text), open, Buffer.from(signature, 'base64url')),
    publicKey: open.export({ type: 'spki', format: 'pem' }).toString(),
    keyName: createHash('sha256').update(der).digest('hex').slice(0, 16),
  };
}
