/** Forms that anybody can send without being signed in. */
const strangers =
  /^\/(?:refer|call-back|is-it-for-me|sign-in|join|demonstration|(?:my|day)\/(?:enter|back)|api\/oauth)(?:[/?]|$)/;

/** Whether a request is a form that anybody can send. */
export function isStrangersForm({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return method === 'POST' && strangers.test(url);
}

// What stays with us and makes work for somebody, each time that it is sent.
const lasting = /^\/(?:refer\/send|call-back)(?:[/?]|$)/;

/** Whether a request is a form that anybody can send and somebody then has to see to. */
export function isLastingForm({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return method === 'POST' && lasting.test(url);
}

export const [aMinute, anHour] = [60_000, 3_600_000];

/**
 * Counts what comes from an address, a minute or an hour at a time, and says whether it is too much. In memory: it keeps this process
 * answering others; failed sign-ins, and what programs ask, are counted in the database.
 */
export function oftenCounter(most: number, clock: () => Date, span = aMinute): (address: string) => boolean {
  let current = 0;
  let counts = new Map<string, number>();
  return (address) => {
    const now = Math.floor(clock().getTime() / span);
    if (now !== current) {
      current = now;
      counts = new Map();
    }
    const from = networkOf(address);
    const count = (counts.get(from) ?? 0) + 1;
    counts.set(from, count);
    return count > most;
  };
}

// One home or phone holds a whole /64 of IPv6, and could write from another address each time.
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after] = address.split('::', 2);
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
