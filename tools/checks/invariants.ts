import { outcome, type Outcome } from './outcome.ts';
import { slicesOf, type Slice } from './slices.ts';
import { linesOf, textOf } from './tree.ts';

/** The hard rules of the field that some slice must hold today. */
const hardRules = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9', 'H11', 'H12', 'H14', 'H16', 'H17', 'H18'];

const declared = /^\s*(?:[-*]|\|)\s*(?:\*\*|`)?([A-Z]{2,5}-\d+)\b(.*)$/;
const mentioned = /\b[A-Z]{2,5}-\d+\b/g;

interface Invariant {
  readonly id: string;
  readonly words: string;
}

/** Every invariant of a slice's README is tested at both walls, and every hard rule has a slice that holds it. */
export async function invariants(root: string): Promise<Outcome> {
  const slices = slicesOf(root).map((slice) => ({ slice, held: declaredIn(root, slice) }));
  const all = slices.flatMap(({ held }) => held);
  const problems = [
    ...slices.flatMap(({ slice, held }) => citations(root, slice, held)),
    ...twice(all.map(({ id }) => id)),
    ...unheld(all),
  ];
  return outcome(all.length, problems, "invariants in the slices' READMEs");
}

function declaredIn(root: string, { folder }: Slice): readonly Invariant[] {
  return linesOf(root, `${folder}/README.md`).flatMap(([, line]) => {
    const [, id, words = ''] = declared.exec(line) ?? [];
    return id === undefined ? [] : [{ id, words }];
  });
}

function citations(root: string, { folder, files }: Slice, held: readonly Invariant[]): readonly string[] {
  const rules = cited(root, files, 'rules.test.ts');
  const walls = cited(root, files, 'walls.test.ts');
  const known = new Set(held.map(({ id }) => id));
  // A test may speak of a neighbour's rule; only an id of the slice's own letters can be a mistake.
  const letters = new Set(held.map(({ id }) => id.split('-')[0]));
  const strange = [...rules, ...walls].filter((id) => !known.has(id) && letters.has(id.split('-')[0]));
  return [
    ...held
      .filter(({ id, words }) => !rules.has(id) && !/wall only/i.test(words))
      .map(({ id }) => missing(folder, id, 'rules')),
    ...held
      .filter(({ id, words }) => !walls.has(id) && !/rule only/i.test(words))
      .map(({ id }) => missing(folder, id, 'walls')),
    ...new Set(strange.map((id) => `${folder}: a test cites ${id}, which README.md does not state`)),
  ];
}

function missing(folder: string, id: string, wall: 'rules' | 'walls'): string {
  return `${folder}: ${id} is in README.md, but no ${wall}.test.ts cites it`;
}

function cited(root: string, files: readonly string[], ending: string): ReadonlySet<string> {
  const tests = files.filter((path) => path.endsWith(ending));
  return new Set(tests.flatMap((path) => (textOf(root, path) ?? '').match(mentioned) ?? []));
}

function twice(ids: readonly string[]): readonly string[] {
  const again = ids.filter((id, at) => ids.indexOf(id) !== at);
  return [...new Set(again)].map((id) => `${id} is stated twice: an id means one invariant`);
}

function unheld(all: readonly Invariant[]): readonly string[] {
  const held = new Set(all.flatMap(({ words }) => words.match(/\bH\d+\b/g) ?? []));
  return hardRules.filter((rule) => !held.has(rule)).map((rule) => `The hard rule ${rule} is in no slice's README`);
}
