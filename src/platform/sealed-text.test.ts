import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sealerOf } from './sealed-text.ts';

const sealer = sealerOf('a secret of the installation');

test('what was sealed is opened again, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, about) => {
      const sealed = sealer.seal(text, about);
      assert.equal(sealer.open(sealed, about), text);
      assert.notEqual(sealed, sealer.seal(text, about));
    }),
  );
});

test('it opens with no other key, for nothing else, and not when a letter of it was changed', () => {
  const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'code app of jo');
  assert.equal(sealerOf('another secret').open(sealed, 'code app of jo'), undefined);
  assert.equal(sealer.open(sealed, 'code app of sam'), undefined);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    // The last letter of base64url carries bits that mean nothing.
    if (at < sealed.length - 1) assert.equal(sealer.open(changed, 'code app of jo'), undefined, String(at));
  }
  for (const text of ['', '1.', '1.AAAA', '2.AAAA', 'x']) assert.equal(sealer.open(text, ''), undefined);
});

test('a mark is the same for the same text under one key only', () => {
  assert.equal(sealer.mark('jo@rp.example'), sealer.mark('jo@rp.example'));
  assert.notEqual(sealer.mark('jo@rp.example'), sealerOf('another secret').mark('jo@rp.example'));
});
