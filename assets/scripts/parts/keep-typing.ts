import { signedOutHere, type Watch } from './watch-session.ts';

/*
 * Sends what somebody types to where it is kept for them, every few seconds and when they leave the page. Nothing is put
 * into the browser's own storage: others may use this machine.
 */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const everyMs = 3_000;
// A request that outlives its page may not be longer.
const mostWhenLeaving = 60_000;
const textTypes = ['text', 'search', 'email', 'tel', 'url', 'number'];

/** Keeps what is typed into every form of the page that has a field for words. */
export function keepTyping(watch: Watch): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('main form[method=post]')) {
    if ([...form.elements].some(isForWords)) new Keeping(form, watch).begin();
  }
}

function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function isForWords(element: Element): boolean {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && textTypes.includes(element.type) && mayBeKept(element))
  );
}

// Never what proves somebody, and never what a form carries without showing it.
function mayBeKept(control: Control): boolean {
  if (control.name === '' || control.disabled) return false;
  if (control instanceof HTMLInputElement && ['hidden', 'password', 'file', 'submit', 'button'].includes(control.type))
    return false;
  return !/password|one-time-code/.test(control.autocomplete);
}

class Keeping {
  private readonly form: HTMLFormElement;
  private readonly watch: Watch;
  private readonly name: string;
  private readonly writer = crypto.randomUUID();
  private id: string = crypto.randomUUID();
  private after = '';
  private turn = 0;
  private kept: string;
  private timer: number | undefined;
  private isOver = false;

  constructor(form: HTMLFormElement, watch: Watch) {
    this.form = form;
    this.watch = watch;
    const step = form.querySelector<HTMLInputElement>('input[type=hidden][name=step]')?.value;
    const path = new URL(form.action, location.href).pathname;
    this.name = step === undefined ? path : `${path}#${step}`;
    const [id = '', writer = ''] = (watch.form === this.name ? watch.window : '').split('.');
    if (id !== '') [this.id, this.after] = [id, writer];
    this.kept = this.fields().toString();
  }

  begin(): void {
    this.form.addEventListener('input', () => this.soon());
    this.form.addEventListener('submit', () => this.send());
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.leave();
    });
  }

  private soon(): void {
    if (this.isOver) return;
    this.timer ??= window.setTimeout(() => void this.keep(), everyMs);
  }

  /** The form goes: what it is kept as goes with it, so that it is kept no more once it has arrived. */
  private send(): void {
    this.isOver = true;
    window.clearTimeout(this.timer);
    const own = this.form.querySelector<HTMLInputElement>('input[type=hidden][name=kept]') ?? this.hidden();
    own.value = `${this.id}.${this.writer}`;
  }

  private hidden(): HTMLInputElement {
    const input = document.createElement('input');
    [input.type, input.name] = ['hidden', 'kept'];
    this.form.append(input);
    return input;
  }

  private leave(): void {
    if (this.isOver || this.timer === undefined) return;
    const body = this.body();
    if (!body) return;
    if (body.toString().length > mostWhenLeaving) void this.keep();
    else navigator.sendBeacon(`${this.watch.base}/kept`, body);
  }

  private fields(): URLSearchParams {
    const fields = new URLSearchParams();
    for (const control of this.form.elements) {
      if (!isControl(control) || !mayBeKept(control)) continue;
      if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type) && !control.checked)
        continue;
      fields.append(control.name, control.value);
    }
    return fields;
  }

  private body(): URLSearchParams | undefined {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    const fields = this.fields();
    if (fields.toString() === this.kept) return undefined;
    this.kept = fields.toString();
    this.turn += 1;
    const opened = this.form.querySelector<HTMLInputElement>('input[type=hidden][name=opened]')?.value ?? '';
    const about = {
      kept: `${this.id}.${this.writer}`,
      'kept-form': this.name,
      'kept-page': this.watch.page,
      'kept-reader': this.watch.reader,
      'kept-after': this.after,
      'kept-turn': String(this.turn),
      opened,
    };
    for (const [name, value] of Object.entries(about)) fields.append(name, value);
    return fields;
  }

  private async keep(): Promise<void> {
    const body = this.body();
    if (!body) return;
    // Goes on when the page is left meanwhile.
    const keepalive = body.toString().length <= mostWhenLeaving;
    const answer = await fetch(`${this.watch.base}/kept`, { method: 'POST', body, keepalive }).catch(() => undefined);
    if (answer?.ok) {
      this.watch.latest = this.id;
      return this.note((await answer.json()) as { elsewhere?: boolean });
    }
    if (answer?.status === 401) {
      this.isOver = true;
      return signedOutHere(this.watch, ((await answer.json()) as { to: string }).to);
    }
    // Not kept: once more in a while. What another window has goes on as a text of its own.
    this.kept = '';
    if (answer?.status === 409) [this.id, this.after] = [crypto.randomUUID(), ''];
    if (answer === undefined || answer.status === 409 || answer.status >= 500) this.soon();
  }

  private note({ elsewhere }: { readonly elsewhere?: boolean }): void {
    const words = this.form.querySelector('[data-elsewhere]');
    if (elsewhere !== true) return words?.remove();
    if (!words) this.form.prepend(this.watch.part('[data-elsewhere]'));
  }
}
