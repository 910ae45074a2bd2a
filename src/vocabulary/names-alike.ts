/** Short forms beside the names they are short for, as England uses them; several may be short for one. */
const shortForms: Readonly<Record<string, string>> = {
  abigail: 'abi abby abbie',
  alexander: 'alex alec sandy sasha xander',
  alexandra: 'alexa lexi',
  alfred: 'alf alfie fred',
  andrew: 'andy drew',
  anthony: 'tony ant anton antony',
  barbara: 'babs barb',
  benjamin: 'ben benji benny',
  catherine: 'kate katie cath cathy kathy kat kitty katherine kathryn catharine katharine',
  charles: 'charlie charley chaz chuck',
  christine: 'chrissie christina tina',
  christopher: 'chris kit topher',
  daniel: 'dan danny',
  david: 'dave davy davey',
  deborah: 'deb debbie debra',
  dominic: 'dom',
  dorothy: 'dot dottie',
  edward: 'ed eddie ted teddy ned',
  eleanor: 'ellie nell nora elinor',
  elizabeth: 'liz lizzie beth betty eliza elsie libby lizzy betsy elisabeth',
  emily: 'em emmy emilie',
  francis: 'frank frankie',
  frederick: 'freddie freddy frederic',
  gabriel: 'gabe',
  george: 'georgie',
  gerald: 'gerry gerard',
  gillian: 'gill jill jilly',
  grace: 'gracie',
  gregory: 'greg',
  harold: 'harry hal',
  helen: 'nell helena ellen',
  henry: 'hal',
  isabella: 'izzy bella isobel isabel issy',
  jacob: 'jake',
  jacqueline: 'jackie jacqui',
  james: 'jim jimmy jamie jem',
  janet: 'jan',
  jennifer: 'jen jenny jenni',
  jessica: 'jess jessie',
  joanne: 'jo joanna joann',
  john: 'johnny jack jonny',
  jonathan: 'jon johnathan jonathon',
  joseph: 'joe joey',
  joshua: 'josh',
  judith: 'judy jude',
  kenneth: 'ken kenny',
  kimberley: 'kim kimberly',
  lawrence: 'larry laurie laurence',
  leonard: 'len lenny leo',
  lewis: 'lew louis lou',
  lillian: 'lily lilly',
  lucy: 'lucie luce',
  madeleine: 'maddie maddy',
  margaret: 'maggie meg peggy marge madge',
  mary: 'molly polly',
  matthew: 'matt matty mathew',
  michael: 'mick mike mickey micky',
  michelle: 'shell',
  mohammed: 'mohammad muhammad mohamed muhammed mo mohd',
  natalie: 'nat',
  nathaniel: 'nate nathan',
  nicholas: 'nick nicky nicolas',
  nicola: 'nicole nikki',
  oliver: 'ollie olly',
  pamela: 'pam pammy',
  patricia: 'pat patsy trish tricia',
  patrick: 'paddy',
  peter: 'pete',
  philip: 'phil phillip pip',
  philippa: 'pippa pip',
  rachel: 'rach rachael',
  raymond: 'ray',
  rebecca: 'becky becca bex',
  richard: 'dick rick ricky richie rich',
  robert: 'bob bobby rob robbie robin bert',
  ronald: 'ron ronnie',
  rosemary: 'rosie rose',
  samantha: 'sammy',
  samuel: 'sam',
  sarah: 'sally sara sadie',
  sophia: 'sophie sofia sofie',
  stephanie: 'steph steff',
  stephen: 'steve steven stevie',
  stuart: 'stu stewart',
  susan: 'sue susie suzanne suzy',
  terence: 'terry terrence',
  theodore: 'theo',
  theresa: 'terri tess tessa teresa',
  thomas: 'tom tommy',
  timothy: 'tim timmy',
  valerie: 'val',
  victoria: 'vicky vicki tori',
  vincent: 'vince vinny',
  walter: 'wally walt',
  william: 'bill billy will willy liam wills',
  zachary: 'zac zach zak',
};

const written = new Map<string, string>();
for (const [whole, shorts] of Object.entries(shortForms))
  for (const short of shorts.split(' ')) if (!written.has(short)) written.set(short, whole);

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sir', 'pc', 'rev']);

/** The words of a name: small letters, no accents, no titles. Of something that is no name, none. */
export function wordsOf(fullName: string): readonly string[] {
  const plain = fullName
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '');
  const words = plain.split(/[^\p{L}]+/u).filter((word) => word !== '');
  const kept = words.filter((word) => !titles.has(word));
  return (kept.length > 0 ? kept : words).slice(0, 6);
}

/** A name written out: what is short for another name becomes that name. */
export function writtenOut(word: string): string {
  return written.get(word) ?? word;
}

/** The letters by which an index compares a name. */
export function lettersOf(fullName: string): string {
  return wordsOf(fullName).map(writtenOut).join(' ');
}

// In this order: what is said before what is written. Hard and soft letters that are misheard for each other become one.
const spoken: readonly (readonly [RegExp, string])[] = [
  [/^(kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/^x/, 's'],
  [/^mac/, 'mc'],
  [/sch|sh|ch|tch/g, 'x'],
  [/ph/g, 'f'],
  [/gh(?=t|$|s)/g, ''],
  [/gh/g, 'g'],
  [/th/g, '0'],
  [/ck/g, 'k'],
  [/d?g(?=[eiy])/g, 'j'],
  [/c(?=[eiy])/g, 's'],
  [/[cqg]/g, 'k'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/b/g, 'p'],
  [/^[aeiouy]+/, 'a'],
  [/(?<=.)[aeiouyhw]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** How a word sounds, near enough that two spellings of one name come out alike. */
export function soundOf(word: string): string {
  return spoken.reduce((sound, [from, to]) => sound.replace(from, to), word);
}

/** How each two words of a name sound together, whichever comes first: what an index finds swapped and misspelt names by. */
export function soundsOf(fullName: string): readonly string[] {
  const sounds = [...new Set(wordsOf(fullName).map((word) => soundOf(writtenOut(word))))].toSorted();
  return sounds.flatMap((one, at) => sounds.slice(at + 1).map((other) => `${one} ${other}`));
}

/** How many letters differ between two words, a swapped pair counting once; more than two is far. */
export function lettersApart(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 9) + 1, (next[j - 1] ?? 9) + 1, (row[j - 1] ?? 9) + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 9) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 9;
}
