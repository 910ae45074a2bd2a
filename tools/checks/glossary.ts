import ts from 'typescript';
import { outcome, type Outcome } from './outcome.ts';
import { tablesOf } from './tables.ts';
import { filesBelow, textOf } from './tree.ts';

// Words of the code's own grammar, which no one outside it says.
const grammar = /^Frame|(Visit|Sent|Door|Id|Kind|Status|Mark|Frame|Event|Name)$/;
const grammarFiles = ['src/vocabulary/acting.ts', 'src/vocabulary/doors.ts'];

/** Every word of the vocabulary and every table is explained in the glossary. */
export async function glossary(root: string): Promise<Outcome> {
  const known = plain(textOf(root, 'docs/glossary.md') ?? '');
  const words = filesBelow(root, 'src/vocabulary', '.ts')
    .filter((path) => !path.endsWith('.test.ts') && !grammarFiles.includes(path))
    .flatMap((path) => typesIn(textOf(root, path) ?? '').map((word) => ({ word, from: path })));
  const tables = tablesOf(root).map((word) => ({ word, from: 'migrations/schema.sql' }));
  const all = [...words, ...tables];
  const missing = all.filter(({ word }) => !singulars(plain(spaced(word))).some((form) => known.includes(` ${form} `)));
  const problems = missing.map(
    ({ word, from }) => `docs/glossary.md does not explain ${spaced(word)} (${word}, ${from})`,
  );
  return outcome(all.length, problems, 'words');
}

// Types are the nouns of the vocabulary; its functions and lists are about them.
function typesIn(text: string): readonly string[] {
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  return statements.flatMap((one) => {
    if (!ts.isTypeAliasDeclaration(one) && !ts.isInterfaceDeclaration(one)) return [];
    const exported = one.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
    return exported && !grammar.test(one.name.text) ? [one.name.text] : [];
  });
}

function spaced(word: string): string {
  return word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();
}

function plain(text: string): string {
  return ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
}

function singulars(word: string): readonly string[] {
  const one = word.trim();
  return [one, one.replace(/ies$/, 'y'), one.replace(/es$/, ''), one.replace(/s$/, '')];
}
