/** A certificate as a picture. The text twin is the card's own. */
import { type CertificateFacts, certificateAlt } from './certificate-words.ts';
import { studio } from './studio.ts';

/** Throws `NotDrawn`, with the reason `letters` when the name has some that no font of ours has. */
export const certificatePicture = async (
  facts: CertificateFacts,
): Promise<{ readonly name: string; readonly png: Uint8Array; readonly alt: string }> => ({
  name: 'certificate.png',
  png: await studio.draw('certificate', facts),
  alt: certificateAlt(facts),
});
