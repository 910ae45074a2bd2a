import type { Answered, Caller } from '../house.ts';

/** What came back from one way in: everything of it, headers and cookies too. */
export interface Came {
  readonly from: string;
  readonly status: number;
  readonly text: string;
}

/** What stands for the names in the addresses of ways in, such as `:ref`; for what has many meanings, with the word before it: `papers/:id`. */
export type Known = Readonly<Record<string, readonly string[]>>;

// Leaving ends the visit. The people of a demonstration are listed for whoever comes, which a real service never does.
const leftOut = /sign-out|\/refer\/forget|^\/demonstration/;

/** Every address of a way in that somebody can make with what they know. What they cannot know is a fault of the test. */
export function addressesOf(path: string, known: Known): readonly string[] {
  let made = [path.replace('*', 'nothing.css')];
  for (const [way, name = ''] of path.matchAll(/[a-z-]+\/:([a-z]+)/g)) {
    const values = known[way] ?? known[name] ?? [];
    if (values.length === 0) throw new Error(`Nothing real stands for ${way} of ${path}`);
    made = made.flatMap((address) => values.map((value) => address.replace(`:${name}`, value)));
  }
  return made;
}

/** Visits these addresses and as many more that they lead to, by links and by forms that only ask. */
export async function crawl(caller: Caller, starts: readonly string[], more: number): Promise<readonly Came[]> {
  const came: Came[] = [];
  const seen = new Set(starts);
  for (const address of seen) {
    const answer = await caller.get(address);
    came.push(whole(`GET ${address}`, answer));
    for (const next of leadingOn(address, answer))
      if (seen.size < starts.length + more && !leftOut.test(next)) seen.add(next);
  }
  return came;
}

/** Sends a form that nobody expects to every address. */
export async function press(caller: Caller, addresses: readonly string[]): Promise<readonly Came[]> {
  const came: Came[] = [];
  const form = { words: '', 'happened-on-day': '99', answer: 'perhaps', kind: 'unheard-of', to: '//else' };
  for (const address of addresses.filter((each) => !leftOut.test(each))) {
    came.push(whole(`POST ${address}`, await caller.post(address, form)));
  }
  return came;
}

/** Every search that stands on these pages: its address, each time with another field that somebody may type in. */
export function searchesOn(came: readonly Came[]): readonly string[] {
  const found = came.flatMap(({ from, text }) =>
    [...text.matchAll(/<form[^>]*method="get"[\s\S]*?<\/form>/g)].flatMap(([form]) => {
      const action = /<form[^>]*action="([^"]*)"/.exec(form)?.[1] ?? from.replace(/^GET |\?.*$/g, '');
      const fields = [...form.matchAll(/<input[^>]*>/g)]
        .map(([input]) => input)
        .filter((input) => !/type="(?:hidden|radio|checkbox|submit|date)"|inputmode="numeric"/.test(input))
        .map((input) => /name="([^"]+)"/.exec(input)?.[1]);
      return fields.flatMap((field) => (field === undefined ? [] : [`${action}?${field}=`]));
    }),
  );
  return [...new Set(found)];
}

function whole(from: string, { status, body, headers }: Answered): Came {
  // A calendar's lines are folded wherever 75 bytes end, in the middle of a marked value too.
  const isCalendar = String(headers['content-type']).startsWith('text/calendar');
  const read = isCalendar ? body.replaceAll('\r\n ', '') : body;
  return { from, status, text: `${JSON.stringify(headers)}\n${read}` };
}

function leadingOn(address: string, { body, location }: Answered): readonly string[] {
  const links = [...body.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link);
  const asking = [...body.matchAll(/<form[^>]*method="get"[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? address;
    const names = [...form.matchAll(/name="([^"]+)"/g)].map(([, name = '']) => name);
    return names.length === 0 ? [] : [`${action}?${names.map((name) => `${name}=a`).join('&')}`];
  });
  return [...links, ...asking, ...(location === undefined ? [] : [location])].flatMap((found) => {
    const to = new URL(found.replaceAll('&amp;', '&'), `http://localhost:3000${address}`);
    return to.origin === 'http://localhost:3000' && !to.pathname.startsWith('/assets/')
      ? [to.pathname + to.search]
      : [];
  });
}
