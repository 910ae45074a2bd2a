// Names that sound the same and are spelled by no rule.
const families: readonly (readonly string[])[] = [
  'sean shaun shawn',
  'catherine katherine kathryn katharine cathryn kathrine',
  'caitlin kaitlin kaitlyn katelyn caitlyn catelyn',
  'geoffrey jeffrey jeffery',
  'geoff jeff',
  'graham graeme grahame',
  'stuart stewart',
  'ian iain',
  'alan allan allen alun',
  'claire clare clair',
  'lee leigh lea',
  'rhys reece rees reese',
  'mohammed muhammad mohamed mohammad muhammed mohamad',
  'ahmed ahmad',
  'john jon',
  'stephen steven',
  'zoe zoey zoie',
  'leah lia leia',
  'niamh neve neave',
  'siobhan shivaun chevonne',
  'hugh huw hew',
  'philip phillip filip',
  'isobel isabel isabelle isabella ysabel',
  'deborah debra',
  'yusuf youssef yousef yusef',
  'skye sky',
].map((family) => family.split(' '));

const familyOf = new Map(families.flatMap((family) => family.map((name) => [name, `=${family[0] ?? ''}`] as const)));

/**
 * How a name sounds, roughly: two spellings with one sound are one name to whoever reads. `ph` is `f`, `y` is `i`, `ck` is `k`, a
 * doubled letter is one, `-ie`, `-ey` and `-y` are one end. Words of fewer than three letters have none. (PRO-1)
 */
export function soundOf(name: string): string | undefined {
  if (!/^[a-z]{3,}$/.test(name)) return undefined;
  return (
    familyOf.get(name) ??
    name
      .replace(/([lnt])\1e$/, '$1')
      .replace(/^th(?=o)/, 't')
      .replace(/(?<=.{4})(?:er|or|ar)$/, 'a')
      .replace(/ph/g, 'f')
      .replace(/sch(?=[aeiou])/g, 'sh')
      .replace(/ch(?=[lr])|kh|cqu|ck|qu|q/g, 'k')
      .replace(/gh(?=[aeiou])/g, 'g')
      .replace(/c(?=[eiy])/g, 's')
      .replace(/c(?!h)/g, 'k')
      .replace(/z/g, 's')
      .replace(/(.)\1+/g, '$1')
      .replace(/(?<=[aeiouy])h$|(?<=[jkt])h(?=n$)/, '')
      .replace(/(?:ie|ei|ey|ee|y)/g, 'i')
      .replace(/ai/g, 'a')
      .replace(/(.)\1+/g, '$1')
      .replace(/(?<=.[^aeiou])[aeiou](?=n$)/, 'e')
  );
}
