import { plusDays, type PlainDate } from '#vocabulary/dates.ts';
import type { IncidentKind } from '#vocabulary/parts.ts';

/** Somebody as a referral or a case has them. */
export interface MadeUp {
  readonly fullName: string;
  readonly born: PlainDate | null;
  readonly phone: string;
  readonly email: string;
  readonly happenedOn: PlainDate | null;
  readonly postcodeDistrict: string;
  readonly incidentKind: IncidentKind;
}

/** How somebody who comes again is written down another way. */
export const ways = [
  'as before',
  'typo',
  'as heard',
  'short name',
  'names swapped',
  'one name more or less',
  'another family name',
  'no date of birth',
  'date of birth wrong',
  'changed phone',
  'moved',
  'two of these',
] as const;
export type Way = (typeof ways)[number];

/** The same numbers in every run: a list of dice. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
type Dice = () => number;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// The commoner first, as they are in England. Each group with its share of the people.
const groups: readonly {
  readonly share: number;
  readonly first: readonly string[];
  readonly family: readonly string[];
}[] = [
  {
    share: 0.48,
    first:
      words(`David John Susan Paul Margaret James Karen Michael Julie Andrew Jacqueline Stephen Deborah Mark Tracey Christopher Jane Peter Helen Robert Sarah
        Richard Nicola Thomas Emma Daniel Rebecca Matthew Victoria Anthony Laura Joshua Jessica William Charlotte Jack Chloe Ryan Sophie Luke Amy Samuel Lauren Benjamin Hannah
        Jordan Megan Callum Katherine Kieran Amelia Oliver Olivia George Emily Harry Grace Alfie Lily Charlie Ella Jacob Mia Ethan Lucy Lewis Joanne Kevin Lisa Gary Michelle
        Nigel Sharon Keith Elaine Darren Kelly Wayne Donna Lee Stacey Craig Gemma Jason Natalie Scott Leanne Shaun Kirsty Adam Zoe Dean Holly Liam Jade Nathan Paige Connor Leah
        Kyle Georgia Reece Abigail Bradley Eleanor Aaron Bethany Leon Imogen Edward Madeleine Alexander Isabella Frederick Florence Nicholas Catherine Philip Elizabeth
        Timothy Patricia Gregory Christine Geoffrey Barbara Kenneth Dorothy Ronald Joan Raymond Jean Brian Maureen Derek Sheila Terence Pamela Leonard Valerie Vincent Theresa`),
    family:
      words(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Clark Harris
        Lewis Cooper Hill King Ward Turner Morris Allen Moore Baker Lee Martin Harrison Edwards Morgan Parker Cook Carter Bennett Young Shaw Bell Richardson Cox Phillips Watson
        Miller Mitchell Bailey Marshall Gray Simpson Adams Foster Mills Price Stevens Webb Rogers Barker Powell Russell Ellis Palmer Knight Dixon Barnes Fisher Hunt Holmes
        Pearson Lawrence Fletcher Butler Chapman Poole Rowe Fox Hughes Lloyd Owen Griffiths Jenkins Perry Howell Dunkley Kettle Naylor Slater Tebbutt Gilby Warr Toseland
        Chambers Elliott Gibson Walsh Saunders Day Payne Andrews Harvey Mason Matthews Stone Lowe Burton Cross Spencer Dawson Hart Bishop Reid Cole Osborne Gardner Nicholls`),
  },
  {
    share: 0.22,
    first:
      words(`James Emma Thomas Sarah Daniel Laura Matthew Rebecca Joseph Hannah Benjamin Alice Edward Rosie Henry Phoebe Toby Freya Oscar Poppy Max Daisy Finley Evie
        Archie Isla Theodore Martha Elliot Matilda Rupert Harriet Dominic Felicity Marcus Tabitha Simon Judith Graham Wendy Trevor Hilary Alan Lesley Roger Gillian Colin Janet`),
    family: compounds(),
  },
  {
    share: 0.15,
    first:
      words(`Mohammed Muhammad Ali Ahmed Hassan Usman Bilal Imran Tariq Asif Fatima Ayesha Zainab Maryam Khadija Sana Nadia Saima Shabnam Rukhsana Abdul Yusuf Ibrahim
        Hamza Zeeshan Naveed Rashid Shahid Farhan Nasreen Harpreet Gurpreet Manpreet Jaspreet Amrit Simran Rajinder Sukhdeep Navdeep Balwinder Priya Anjali Sanjay Rajesh
        Kiran Deepak Nikhil Rohan Meera Kavita Hetal Jignesh Bhavna Dipesh Tahmina Shirin Rezaul Mizanur Shamima Nusrat`),
    family:
      words(`Khan Patel Hussain Singh Ahmed Ali Kaur Begum Akhtar Mahmood Malik Iqbal Shah Miah Rahman Chowdhury Uddin Islam Mirza Butt Sheikh Qureshi Aziz Rashid
        Sharma Gill Dhillon Sandhu Sidhu Bains Mann Grewal Chauhan Desai Joshi Mistry Solanki Parmar Rana Bhatt Kapoor Nair Menon Fernando Perera`),
  },
  {
    share: 0.06,
    first:
      words(`Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Grzegorz Wojciech Łukasz Mateusz Jakub Kacper Zbigniew Sławomir Anna Katarzyna Małgorzata Agnieszka
        Ewa Joanna Magdalena Zofia Aleksandra Beata Iwona Justyna Karolina Dorota Danuta Ion Andrei Mihai Elena Ioana Cristina Vasile Marius`),
    family:
      words(`Nowak Kowalski Kowalska Wiśniewski Wiśniewska Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Dąbrowska Kozłowski Jankowski
        Mazur Krawczyk Piotrowski Grabowski Pawłowski Michalski Nowicki Adamczyk Dudek Wieczorek Jabłoński Majewski Olszewski Stępień Malinowski Popescu Ionescu Popa Radu
        Dumitru Stan Stoica Gheorghe Rusu Munteanu`),
  },
  {
    share: 0.06,
    first:
      words(`Patrick Siobhan Sean Niamh Declan Aoife Brendan Sinead Kieran Ciara Eamon Roisin Liam Orla Dermot Grainne Connor Maeve Fergus Caoimhe Malcolm Fiona Hamish
        Catriona Angus Eilidh Duncan Morag Rory Aisling`),
    family:
      words(`Murphy Kelly O’Sullivan O’Brien Byrne O’Connor O’Neill O’Reilly Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray Quinn McLoughlin Carroll Connolly
        Daly Connell Dunne Brennan Burke Collins Campbell McDonald MacDonald McKenzie Mackenzie Stewart Fraser McGregor Sinclair Gallacher Docherty McAllister McGrath Nolan Fitzgerald`),
  },
  {
    share: 0.03,
    first:
      words(`Kwame Kofi Ama Abena Chinedu Ngozi Emeka Chioma Oluwaseun Temitope Adebayo Folake Tendai Tatenda Marlon Delroy Winston Yvonne Sandra Beverley Leroy Errol
        Natasha Jerome Tyrone Shanice Jermaine Ebony Abdi Hodan`),
    family:
      words(`Mensah Owusu Boateng Asante Okafor Okoro Adeyemi Okonkwo Balogun Eze Moyo Ncube Dube Campbell Gordon Grant Francis Joseph Bailey Reid Clarke Powell
        Samuels Blake Facey Abdi Mohamed Hassan Warsame Farah`),
  },
];

// Family names made of places, as a third of England's are: each seldom, and many near to another.
function compounds(): readonly string[] {
  const begin =
    words(`Ash Barn Black Brad Brough Burn Carl Chad Clay Cran Dal Den East Ed Elling Farn Fair Graf Hart Har Hather Heath Holl Hunt Kel Kirk Lang Lin Lock Mal Mar
    Middle Nor Oak Pen Pres Rad Red Rich Row Ruther Sal Shel Stan Sut Thorn Up Wal War Wat West Whit Wil Win Wood Wy Brig Cog Des Ged`);
  const end = words(
    `by ley ton ham ford field wood well worth man son more bury den stead croft bank ridge borne wick`,
  );
  return begin.flatMap((one) => end.map((other) => one + other));
}

function pick<Each>(list: readonly Each[], roll: Dice): Each {
  return list[Math.floor(roll() * list.length)] as Each;
}

// The first of a list are common, the last seldom.
function pickCommon<Each>(list: readonly Each[], roll: Dice): Each {
  return list[Math.floor(roll() ** 1.7 * list.length)] as Each;
}

const kinds: readonly IncidentKind[] = [
  'neighbour-dispute',
  'criminal-damage',
  'burglary',
  'assault',
  'anti-social-behaviour',
  'shop-theft',
  'other',
];
const districts = Array.from({ length: 40 }, (_, at) => (at < 29 ? `NN${at + 1}` : `PE${at - 19}`));
const firstDay = '2022-11-01' as PlainDate;
const days = 1460;

function groupOf(roll: Dice): (typeof groups)[number] {
  let left = roll();
  const found = groups.find(({ share }) => (left -= share) < 0) ?? groups[0];
  if (!found) throw new Error('There are no names');
  return found;
}

function nameIn({ first, family }: ReturnType<typeof groupOf>, roll: Dice): string {
  const [one, middle, last] = [pickCommon(first, roll), pickCommon(first, roll), pickCommon(family, roll)];
  const hyphened = roll() < 0.03 ? `${last}-${pickCommon(family, roll)}` : last;
  return roll() < 0.15 && middle !== one ? `${one} ${middle} ${hyphened}` : `${one} ${hyphened}`;
}

function bornIn(roll: Dice): PlainDate {
  // As old as people referred are: half of them under thirty-five.
  return plusDays('2014-01-01' as PlainDate, -Math.floor(roll() ** 1.5 * 27_000));
}

const mobile = (roll: Dice) => `07${String(Math.floor(roll() * 1e9)).padStart(9, '0')}`;

function emailOf(fullName: string, roll: Dice): string {
  return `${fullName.toLowerCase().replace(/[^a-z]+/g, '.')}${Math.floor(roll() * 90) + 10}@mail.example`;
}

/** People in cases of two; of some the second is of the family, with the same number, and now and then the same name. */
export function peopleOf(seed: number, count: number): readonly MadeUp[] {
  const roll = dice(seed);
  const people: MadeUp[] = [];
  while (people.length < count) {
    const group = groupOf(roll);
    const incident = {
      happenedOn: roll() < 0.9 ? plusDays(firstDay, Math.floor(roll() * days)) : null,
      postcodeDistrict: pickCommon(districts, roll),
      incidentKind: pick(kinds, roll),
    };
    const one = personIn(incident, nameIn(group, roll), roll);
    people.push(one);
    if (people.length === count) break;
    const isFamily = roll() < 0.1;
    const other = personIn(
      incident,
      isFamily ? ofTheFamily(one.fullName, group, roll) : nameIn(groupOf(roll), roll),
      roll,
    );
    people.push(isFamily ? { ...other, phone: one.phone } : other);
  }
  return people;
}

function ofTheFamily(fullName: string, group: ReturnType<typeof groupOf>, roll: Dice): string {
  if (roll() < 0.05) return fullName;
  return `${pickCommon(group.first, roll)} ${fullName.split(' ').at(-1) ?? ''}`;
}

function personIn(
  incident: Pick<MadeUp, 'happenedOn' | 'postcodeDistrict' | 'incidentKind'>,
  fullName: string,
  roll: Dice,
): MadeUp {
  return {
    ...incident,
    fullName,
    born: roll() < 0.85 ? bornIn(roll) : null,
    phone: roll() < 0.9 ? mobile(roll) : '',
    email: roll() < 0.4 ? emailOf(fullName, roll) : '',
  };
}

/** Somebody written down again: for the same incident as before, or for another. */
export function again(person: MadeUp, way: Way, roll: Dice): MadeUp {
  const isSame = roll() < 0.5;
  const { happenedOn, postcodeDistrict, incidentKind } = person;
  const incident = isSame
    ? {
        happenedOn: happenedOn === null || roll() < 0.2 ? null : plusDays(happenedOn, Math.floor(roll() * 5) - 2),
        postcodeDistrict,
        incidentKind: roll() < 0.8 ? incidentKind : pick(kinds, roll),
      }
    : {
        happenedOn: plusDays(firstDay, Math.floor(roll() * days)),
        postcodeDistrict: roll() < 0.7 ? postcodeDistrict : pickCommon(districts, roll),
        incidentKind: pick(kinds, roll),
      };
  const told = {
    ...person,
    ...incident,
    // Whoever writes it down now does not know everything either.
    born: roll() < 0.9 ? person.born : null,
    phone: roll() < 0.9 ? person.phone : '',
    email: roll() < 0.6 ? person.email : '',
  };
  return changed(told, way, roll);
}

function changed(person: MadeUp, way: Way, roll: Dice): MadeUp {
  const { fullName } = person;
  switch (way) {
    case 'as before':
      return person;
    case 'typo':
      return { ...person, fullName: inOneWord(fullName, roll, mistyped) };
    case 'as heard':
      return { ...person, fullName: inOneWord(fullName, roll, asHeard) };
    case 'short name':
      return { ...person, fullName: shortened(fullName, roll) };
    case 'names swapped':
      return { ...person, fullName: swappedNames(fullName, roll) };
    case 'one name more or less':
      return { ...person, fullName: oneMoreOrLess(fullName, roll) };
    case 'another family name':
      return {
        ...person,
        fullName: [...fullName.split(' ').slice(0, -1), pickCommon(groupOf(roll).family, roll)].join(' '),
      };
    case 'no date of birth':
      return { ...person, born: null };
    case 'date of birth wrong':
      return { ...person, born: person.born && bornWrong(person.born, roll) };
    case 'changed phone':
      return { ...person, phone: mobile(roll), email: roll() < 0.5 ? '' : person.email };
    case 'moved':
      return {
        ...person,
        postcodeDistrict: pick(districts, roll),
        happenedOn: plusDays(firstDay, Math.floor(roll() * days)),
        incidentKind: pick(kinds, roll),
      };
    case 'two of these': {
      const [one, other] = [pick(ways.slice(1, -1), roll), pick(ways.slice(1, -1), roll)];
      return changed(changed(person, one, roll), other, roll);
    }
    default:
      return way satisfies never;
  }
}

function inOneWord(fullName: string, roll: Dice, change: (word: string, roll: Dice) => string): string {
  const each = fullName.split(' ');
  const at = roll() < 0.5 ? 0 : each.length - 1;
  return each.map((word, place) => (place === at ? change(word, roll) : word)).join(' ');
}

const letters = words('e t a o i n s h r d l c u m w f g y p b v k');

function mistyped(word: string, roll: Dice): string {
  const at = 1 + Math.floor(roll() * Math.max(1, word.length - 1));
  const [before, here, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
  const slip = roll();
  if (slip < 0.3) return before + after;
  if (slip < 0.55) return before + (after[0] ?? '') + here + after.slice(1);
  if (slip < 0.8) return before + pick(letters, roll) + after;
  return before + here + here + after;
}

// What is heard at a telephone, one of these at a time where the name has it.
const heard: readonly (readonly [RegExp, string])[] = [
  [/ph/, 'f'],
  [/ck/, 'k'],
  [/y$/, 'ie'],
  [/ie$/, 'y'],
  [/ll/, 'l'],
  [/nn/, 'n'],
  [/tt/, 't'],
  [/ss/, 's'],
  [/ee/, 'ea'],
  [/ea/, 'ee'],
  [/ai/, 'ay'],
  [/Mc/, 'Mac'],
  [/Mac/, 'Mc'],
  [/sz/, 'sh'],
  [/cz/, 'ch'],
  [/rz/, 'z'],
  [/w(?=[aeiouó])/, 'v'],
  [/j(?=[aeiou])/, 'y'],
  [/ł/, 'w'],
  [/c(?=[aou])/, 'k'],
  [/z/, 's'],
  [/Muhammad|Mohammed/, 'Mohamed'],
  [/Ahmed/, 'Ahmad'],
  [/Hussain/, 'Hussein'],
  [/Siobhan/, 'Shevaun'],
  [/Niamh/, 'Neeve'],
  [/Sean/, 'Shaun'],
  [/Aoife/, 'Efa'],
  [/Caoimhe/, 'Keeva'],
  [/Graham/, 'Graeme'],
  [/Stephen/, 'Steven'],
  [/Clark$/, 'Clarke'],
  [/Clarke/, 'Clark'],
  [/ey$/, 'y'],
  [/ley$/, 'leigh'],
  [/ou/, 'u'],
  [/er/, 'a'],
  [/th/, 't'],
  [/dh/, 'd'],
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/([^aeiou])e$/, '$1'],
];

const lastVowel = [/[aeiou](?=[^aeiou]*$)/, 'e'] as const;

function asHeard(word: string, roll: Dice): string {
  const possible = heard.filter(([from]) => from.test(word));
  const [from, to] = possible.length === 0 ? lastVowel : pick(possible, roll);
  return word.replace(from, to);
}

// Written for this measuring from what people are called, not taken from what is measured: some of these it does not know.
const called: Readonly<Record<string, string>> = {
  Abigail: 'Abi Abbie Gail',
  Aleksandra: 'Ola',
  Alexander: 'Alex Xander Sandy',
  Andrew: 'Andy Drew',
  Andrzej: 'Andrew Jędrek',
  Anthony: 'Tony Ant',
  Barbara: 'Barb Babs',
  Benjamin: 'Ben Benji',
  Bethany: 'Beth',
  Bradley: 'Brad',
  Callum: 'Cal',
  Catherine: 'Cath Kate Cathy',
  Charlotte: 'Lottie Charlie',
  Christine: 'Chris Chrissie',
  Christopher: 'Chris Kit',
  Connor: 'Con',
  Daniel: 'Dan Danny',
  David: 'Dave Davey',
  Deborah: 'Debbie Deb Debs',
  Dorothy: 'Dot Dottie',
  Edward: 'Ed Eddie Ted',
  Eleanor: 'Ellie Nell',
  Elizabeth: 'Liz Beth Lizzie Betty',
  Emily: 'Em Emmy',
  Florence: 'Flo Florrie',
  Frederick: 'Fred Freddie',
  Geoffrey: 'Geoff',
  George: 'Georgie',
  Georgia: 'George Gina',
  Gregory: 'Greg',
  Grzegorz: 'Greg Grześ',
  Harriet: 'Hattie',
  Harry: 'Haz',
  Imogen: 'Immy',
  Isabella: 'Izzy Bella',
  Jacob: 'Jake',
  Jacqueline: 'Jackie Jacqui',
  Jakub: 'Kuba',
  James: 'Jim Jimmy Jamie',
  Jennifer: 'Jen Jenny',
  Jessica: 'Jess Jessie',
  Joanna: 'Asia Jo',
  Joanne: 'Jo',
  John: 'Johnny Jack',
  Joseph: 'Joe Joey',
  Joshua: 'Josh',
  Katarzyna: 'Kasia Kate',
  Katherine: 'Kate Katie Kathy',
  Kenneth: 'Ken Kenny',
  Krzysztof: 'Chris Krzys',
  Leonard: 'Len Lenny',
  Lewis: 'Lew',
  Madeleine: 'Maddie',
  Magdalena: 'Magda',
  Małgorzata: 'Gosia Margaret',
  Margaret: 'Maggie Peggy Meg',
  Martha: 'Marty',
  Mateusz: 'Matt Mati',
  Matilda: 'Tilly',
  Matthew: 'Matt Matty',
  Maureen: 'Mo',
  Megan: 'Meg',
  Michael: 'Mike Mick Mikey',
  Michelle: 'Shell',
  Mohammed: 'Mo Moh',
  Muhammad: 'Mo Mohd',
  Natalie: 'Nat',
  Natasha: 'Tasha Nat',
  Nathan: 'Nate',
  Nicholas: 'Nick Nicky',
  Nicola: 'Nicky Nic',
  Oliver: 'Ollie Oli',
  Oluwaseun: 'Seun',
  Pamela: 'Pam',
  Patricia: 'Pat Trish',
  Patrick: 'Pat Paddy',
  Peter: 'Pete',
  Philip: 'Phil',
  Piotr: 'Peter Piotrek',
  Raymond: 'Ray',
  Rebecca: 'Becky Becca Bex',
  Reece: 'Rhys',
  Richard: 'Rich Dick Ricky',
  Robert: 'Bob Rob Robbie',
  Ronald: 'Ron Ronnie',
  Samuel: 'Sam Sammy',
  Sarah: 'Sally Sal',
  Stacey: 'Stace',
  Stephen: 'Steve Ste',
  Susan: 'Sue Susie',
  Terence: 'Terry Tel',
  Temitope: 'Temi',
  Theresa: 'Terri Tess',
  Thomas: 'Tom Tommy',
  Timothy: 'Tim',
  Tomasz: 'Tom Tomek',
  Tracey: 'Trace',
  Valerie: 'Val',
  Victoria: 'Vicky Tori Vic',
  Vincent: 'Vince Vinny',
  William: 'Will Bill Billy',
  Wojciech: 'Wojtek',
  Zbigniew: 'Zbyszek',
};

const hasShortName = ({ fullName }: MadeUp): boolean => Object.hasOwn(called, fullName.split(' ')[0] ?? '');

function shortened(fullName: string, roll: Dice): string {
  const [first = '', ...others] = fullName.split(' ');
  return [pick(words(called[first] ?? first), roll), ...others].join(' ');
}

function swappedNames(fullName: string, roll: Dice): string {
  const each = fullName.split(' ');
  return [each.at(-1) ?? '', ...each.slice(0, -1)].join(roll() < 0.3 ? ', ' : ' ');
}

function oneMoreOrLess(fullName: string, roll: Dice): string {
  const each = fullName.split(' ');
  const last = each.at(-1) ?? '';
  if (last.includes('-') && roll() < 0.7)
    return [...each.slice(0, -1), last.split('-')[Math.floor(roll() * 2)]].join(' ');
  if (each.length > 2) return [each[0], last].join(' ');
  return [each[0], pickCommon(groups[0]?.first ?? [], roll), last].join(' ');
}

function bornWrong(born: PlainDate, roll: Dice): PlainDate {
  const [year = '', month = '', day = ''] = born.split('-');
  if (roll() < 0.4 && Number(day) <= 12) return `${year}-${day}-${month}` as PlainDate;
  if (roll() < 0.5)
    return `${Number(year) + (roll() < 0.5 ? 1 : 10)}-${month}-${day === '29' ? '28' : day}` as PlainDate;
  return plusDays(born, 1 + Math.floor(roll() * 8));
}

/** A referral that comes in, and whom on the record it is of: their place among the people, or nobody. */
export interface Arrival {
  readonly way: Way | 'nobody on the record';
  readonly who: MadeUp;
  readonly is: number | null;
}

/** New referrals: as many of somebody who is on the record, in each way, as of somebody who is not. */
export function arrivalsOf(seed: number, people: readonly MadeUp[], ofEachWay: number): readonly Arrival[] {
  const roll = dice(seed);
  const placeOf = (way: Way): number => {
    const from = Math.floor(roll() * people.length);
    if (way !== 'short name') return from;
    // Only some names have a short one.
    const next = people.findIndex((person, at) => at >= from && hasShortName(person));
    return next < 0 ? people.findIndex(hasShortName) : next;
  };
  const known = ways.flatMap((way) =>
    Array.from({ length: ofEachWay }, (): Arrival => {
      const is = placeOf(way);
      return { way, who: again(people[is] as MadeUp, way, roll), is };
    }),
  );
  const strangers = peopleOf(seed + 1, known.length).map((who): Arrival => ({
    way: 'nobody on the record',
    who,
    is: null,
  }));
  return [...known, ...strangers];
}
