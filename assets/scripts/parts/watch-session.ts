/*
 * Asks before a session ends, and when it has ended takes everything off the page: what stood there was for one person.
 */

/** What the page says about itself, in a template at its end. */
export interface Watch {
  readonly base: string;
  readonly idle: number;
  readonly warn: number;
  readonly reader: string;
  readonly page: string;
  readonly window: string;
  readonly form: string;
  /** The text that was kept last, to come back to. */
  latest: string;
  /** A copy of one of the parts of the template. */
  part(selector: string): HTMLElement;
}

/** What the page says, where it was made for somebody who is signed in. */
export function watchOfPage(): Watch | undefined {
  const template = document.querySelector<HTMLTemplateElement>('#tp-watch');
  if (!template) return undefined;
  const { base = '', idle, warn, reader = '', page = '', window = '', form = '' } = template.dataset;
  return {
    base,
    idle: Number(idle),
    warn: Number(warn),
    reader,
    page,
    window,
    form,
    latest: '',
    part: (selector) => {
      const part = document.importNode(template.content, true).querySelector<HTMLElement>(selector);
      if (!part) throw new Error(`The page has no part ${selector}`);
      return part;
    },
  };
}

// Being seen is written down once a minute only, so a session may end this much earlier than it seems.
const slack = 60;

/** Looks after the session of the page, as long as it is open. */
export function watchSession(watch: Watch): void {
  let timer = 0;
  let endsAt = Date.now() + watch.idle * 1000;
  let dialog: HTMLDialogElement | undefined;

  function lookIn(seconds: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), Math.max(1, seconds) * 1000);
  }

  async function left(method: 'GET' | 'POST'): Promise<number | undefined> {
    const query = method === 'GET' ? `?reader=${encodeURIComponent(watch.reader)}` : '';
    const body = method === 'POST' ? { body: new URLSearchParams() } : {};
    const answer = await fetch(`${watch.base}/session${query}`, { method, ...body }).catch(() => undefined);
    return answer?.ok ? ((await answer.json()) as { left: number }).left : undefined;
  }

  async function look(): Promise<void> {
    const seconds = await left('GET');
    // Nobody answers, perhaps for want of a network: what stands here goes when its time is over all the same.
    if (seconds === undefined && Date.now() < endsAt) return lookIn(30);
    if (seconds === undefined || seconds <= 0) return signedOutHere(watch);
    endsAt = Date.now() + seconds * 1000;
    if (seconds <= watch.warn) ask(seconds);
    else close();
    lookIn(seconds <= watch.warn ? seconds + 1 : seconds - watch.warn);
  }

  function ask(seconds: number): void {
    if (dialog) return;
    dialog = watch.part('dialog') as HTMLDialogElement;
    const at = new Date(Date.now() + seconds * 1000);
    const time = dialog.querySelector('[data-at]');
    if (time) time.textContent = at.toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' });
    dialog.querySelector('[data-stay]')?.addEventListener('click', () => void stay());
    // Escape means the same: somebody is there.
    dialog.addEventListener('cancel', () => void stay());
    document.body.append(dialog);
    dialog.showModal();
  }

  async function stay(): Promise<void> {
    close();
    const seconds = await left('POST');
    if (seconds === 0) return signedOutHere(watch);
    lookIn((seconds ?? watch.warn) - watch.warn);
  }

  function close(): void {
    dialog?.close();
    dialog?.remove();
    dialog = undefined;
  }

  lookIn(watch.idle - watch.warn - slack);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
}

/**
 * Takes everything off the page and shows how to sign in again; who does goes on where they were. What could not be kept
 * yet is tried again: the forms are out of sight and not forgotten.
 */
export async function signedOutHere(watch: Watch, to = backTo(watch)): Promise<void> {
  const ended = watch.part('#tp-ended');
  document.title = 'Signed out';
  // In the template it is no heading: a page has one of the first rank.
  const title = document.createElement('h1');
  const words = ended.querySelector('[data-title]');
  title.className = words?.className ?? '';
  title.textContent = words?.textContent ?? '';
  words?.replaceWith(title);
  const room = document.createElement('main');
  room.append(ended);
  document.body.replaceChildren(room);
  ended.focus();
  const on = ended.querySelector<HTMLAnchorElement>('[data-on]');
  const place = ended.querySelector('[data-sign-in]');
  if (!on || !place) return;
  on.href = `${on.pathname}?to=${encodeURIComponent(to)}`;
  const answer = await fetch(on.href).catch(() => undefined);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
  const main = page?.querySelector('main');
  if (!main) return;
  // Where the heading is the question of the form, the question stays.
  for (const heading of main.querySelectorAll('h1')) heading.replaceWith(...heading.querySelectorAll('label'));
  place.replaceChildren(...main.childNodes);
}

function backTo({ page, latest }: Watch): string {
  return latest === '' ? page : `${page}${page.includes('?') ? '&' : '?'}kept=${latest}`;
}

/** A page that the browser kept and shows again as it was: taken off at once, and asked for anew. */
export function neverFromMemory(): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    document.body.replaceChildren();
    location.reload();
  });
}
