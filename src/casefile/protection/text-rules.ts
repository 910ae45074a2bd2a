/** One word or number of a text: as it compares, and where it stands. */
export interface Token {
  /** Small letters and digits only, without accents. */
  readonly word: string;
  /** The same with street types and numbers in one spelling: `road` is `rd`, `three` is `3`. */
  readonly canonical: string;
  readonly from: number;
  readonly to: number;
  readonly isCapital: boolean;
}

/** Where in a text something stands. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

// Letters of other alphabets that look like ours, beside what Unicode takes apart by itself.
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  і: 'i',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  ј: 'j',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ι: 'i',
  ν: 'v',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
};

const streetTypes: readonly (readonly [short: string, ...long: readonly string[]])[] = [
  ['st', 'street', 'str', 'saint'],
  ['rd', 'road'],
  ['ave', 'avenue', 'av'],
  ['ln', 'lane'],
  ['cl', 'close'],
  ['dr', 'drive'],
  ['ct', 'court', 'crt'],
  ['cres', 'crescent', 'cresc'],
  ['gdns', 'gardens', 'gdn', 'garden'],
  ['pl', 'place'],
  ['sq', 'square'],
  ['ter', 'terrace', 'terr'],
  ['pk', 'park'],
  ['gr', 'grove', 'grv'],
  ['hse', 'house'],
  ['way', 'wy'],
  ['walk', 'wlk'],
  ['row'],
  ['hill'],
  ['green', 'grn'],
  ['yard', 'yd'],
  ['mews'],
  ['rise'],
  ['flat', 'flt', 'apartment', 'apt'],
  ['cottage', 'cott'],
];
const typeOf = new Map(streetTypes.flatMap(([short, ...long]) => [short, ...long].map((each) => [each, short])));
/** The spellings of a street type, the short one first; a word that is none has only itself. */
export function spellingsOf(word: string): readonly string[] {
  return streetTypes.find((spellings) => spellings.includes(word)) ?? [word];
}

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const numbers = new Map([
  ...units.split(' ').map((word, at): [string, string] => [word, String(at)]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, at): [string, string] => [word, String((at + 2) * 10)]),
]);

/** Whether a word says which kind of street or building something is. */
export function isStreetType(canonical: string): boolean {
  return typeOf.get(canonical) === canonical && canonical !== 'flat';
}

/** The one spelling of a street type or a small number; any other word is itself. */
function canonicalOf(word: string): string {
  return typeOf.get(word) ?? numbers.get(word) ?? word;
}

/** One letter as it compares: small, without accents, and as the letter of our alphabet that it looks like. */
function folded(letter: string): string {
  const bare = letter
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '');
  return lookAlikes[bare] ?? bare;
}

const plain = /^[a-z0-9]+$/;

/** A text as its words and numbers, each with its place. (PRO-1) */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let word = '';
  let from = 0;
  let to = 0;
  let at = 0;
  const end = () => {
    if (word !== '') tokens.push(tokenOf(word, text[from] ?? '', { from, to }));
    word = '';
  };
  for (const letter of text) {
    const next = at + letter.length;
    const code = letter.charCodeAt(0);
    const isPlain = code < 128;
    const same = isPlain ? letter.toLowerCase() : folded(letter);
    if (plain.test(same)) {
      if (word === '') from = at;
      word += same;
      to = next;
    } else if (same !== '') end();
    at = next;
  }
  end();
  return tens(tokens);
}

function tokenOf(word: string, first: string, { from, to }: Place): Token {
  const isCapital = first !== first.toLowerCase();
  return { word, canonical: canonicalOf(word), from, to, isCapital };
}

// "Twenty one" is one number.
function tens(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const before = joined.at(-1);
    const isTens = before !== undefined && /^[a-z]+$/.test(before.word) && /^[2-9]0$/.test(before.canonical);
    if (isTens && /^[a-z]+$/.test(token.word) && /^[1-9]$/.test(token.canonical)) {
      const canonical = `${before.canonical[0]}${token.canonical}`;
      joined[joined.length - 1] = { ...before, word: before.word + token.word, canonical, to: token.to };
    } else joined.push(token);
  }
  return joined;
}

/** Words run together, with the token that each letter belongs to: finds what was written without spaces, or with too many. */
export interface Stream {
  readonly text: string;
  readonly tokenAt: readonly number[];
}

/** The words of a text run together; words left out are passed over. */
export function streamOf(tokens: readonly Token[], leftOut: ReadonlySet<string> = new Set()): Stream {
  let text = '';
  const tokenAt: number[] = [];
  tokens.forEach(({ word }, index) => {
    if (leftOut.has(word)) return;
    text += word;
    for (let letter = 0; letter < word.length; letter += 1) tokenAt.push(index);
  });
  return { text, tokenAt };
}

/** Digits that stand for letters, back to letters, with the letters that look like them alike: `j0anne` is `joanne`. */
export function unleeted(word: string): string {
  const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g' };
  return word.replace(/\d/g, (digit) => letters[digit] ?? digit).replaceAll('i', 'l');
}

/** A run of digits as it was written or spoken, with what stands in for digits. */
export interface DigitRun extends Place {
  readonly digits: string;
}

const spoken = new Map([
  ...units
    .split(' ')
    .slice(0, 10)
    .map((word, at): [string, string] => [word, String(at)]),
  ['oh', '0'],
  ['o', '0'],
  ['nought', '0'],
  ['l', '1'],
]);
const between = new Set(['then', 'and', 'dash', 'space', 'hyphen', 'plus', 'double', 'triple', 'treble']);

/** Every run of digits of a text: with spaces, dots and brackets between, in words, with letters for noughts and ones. */
export function digitRunsOf(tokens: readonly Token[]): readonly DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun | undefined;
  let times = 1;
  for (const token of tokens) {
    const digits = digitsOf(token.word);
    if (digits !== undefined) {
      const repeated = digits.slice(0, 1).repeat(times - 1) + digits;
      run = run
        ? { digits: run.digits + repeated, from: run.from, to: token.to }
        : { digits: repeated, from: token.from, to: token.to };
      times = 1;
    } else if (between.has(token.word)) {
      times = token.word === 'double' ? 2 : token.word === 'triple' || token.word === 'treble' ? 3 : 1;
    } else {
      if (run) runs.push(run);
      run = undefined;
      times = 1;
    }
  }
  return run ? [...runs, run] : runs;
}

function digitsOf(word: string): string | undefined {
  if (/^\d+$/.test(word)) return word;
  const said = spoken.get(word);
  if (said !== undefined) return said;
  const isMixed = /\d/.test(word) && /^[\doil]+$/.test(word);
  return isMixed ? word.replaceAll('o', '0').replace(/[il]/g, '1') : undefined;
}
