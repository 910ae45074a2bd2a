import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isThisMachine, type MayBePlain } from './encrypted-way.ts';
import { codeOf } from './problem.ts';

export interface OutgoingMail {
  /** The same for the same message, whatever happens, so that a mail program shows it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Whether the sender's name stands beside the address. */
  readonly saysWho: boolean;
}

/**
 * What came of handing a message to the mail server. `unknown` is the one that must not be tried again by a machine: the
 * words were on their way when the conversation broke.
 */
export type MailAnswer =
  | { readonly came: 'accepted' }
  | { readonly came: 'not-now' | 'refused' | 'unknown'; readonly code: string };

export interface Mail {
  send(mail: OutgoingMail): Promise<MailAnswer>;
}

export interface MailOptions {
  /** smtp://user:password@host:port or smtps://... */
  readonly url: string;
  /** "Talking Piece <hello@example.org>" or the address alone. */
  readonly from: string;
  /** Where messages may be handed over in clear; unless it is given, on this machine only. */
  readonly mayBePlain?: MayBePlain | undefined;
  /** Told the code of whatever kept a message from being taken, for the log: a certificate that does not hold, a server that is away. */
  readonly onTrouble?: ((code: string) => void) | undefined;
}

/** Sends e-mails through one mail server, a connection a message: a notice is sent seldom and should not wait for another. */
export function openMail({ url, from, mayBePlain = isThisMachine, onTrouble }: MailOptions): Mail {
  const server = serverAt(url, mayBePlain);
  const sender = senderOf(from);
  return {
    send: async (mail) => {
      const envelope = { from: sender.address, to: [mail.to] };
      const message = await written(mail, sender);
      const answer = await converse(server, envelope, message);
      if (answer.came !== 'accepted') onTrouble?.(answer.code);
      return answer;
    },
  };
}

interface Sender {
  readonly name: string;
  readonly address: string;
}

function senderOf(from: string): Sender {
  const [, name = '', address = from] = /^(.*?)\s*<(.+)>$/.exec(from.trim()) ?? [];
  return { name: name.replace(/^"|"$/g, ''), address };
}

async function written(mail: OutgoingMail, sender: Sender): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.saysWho ? sender : { name: '', address: sender.address },
    to: [{ name: '', address: mail.to }],
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.id}@${sender.address.split('@')[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

interface Server {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first word on. */
  readonly secure: boolean;
  /** Encrypted before anything is handed over, by a server that proved who it is. */
  readonly isEncrypted: boolean;
  readonly user: string;
  readonly pass: string;
}

function serverAt(text: string, mayBePlain: MayBePlain): Server {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    isEncrypted: secure || !mayBePlain(host),
    user,
    pass,
  };
}

async function converse(
  server: Server,
  envelope: { readonly from: string; readonly to: string[] },
  message: Buffer,
): Promise<MailAnswer> {
  const { host, port, secure, isEncrypted } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: isEncrypted,
    // Where it may be plain, a server that encrypts all the same need not prove who it is.
    tls: { rejectUnauthorized: isEncrypted, minVersion: 'TLSv1.2' },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  connection.on('error', broken.reject);
  let isOnItsWay = false;
  // Read only when the server has asked for the words: from then on nobody can say that they did not arrive.
  const words = Readable.from(
    (function* tellWhenRead() {
      isOnItsWay = true;
      yield message;
    })(),
  );
  try {
    await Promise.race([signedIn(connection, server), broken.promise]);
  } catch (error) {
    connection.close();
    // Until we are in, nothing is wrong with the message: the server, or the settings, need a person or time.
    return { came: 'not-now', code: codeOfAnswer(error) };
  }
  try {
    await Promise.race([handedOver(connection, envelope, words), broken.promise]);
    return { came: 'accepted' };
  } catch (error) {
    return { came: meaningOf(error, isOnItsWay), code: codeOfAnswer(error) };
  } finally {
    connection.quit();
  }
}

function signedIn(connection: SMTPConnection, { user, pass }: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const after = (error?: Error | null) => (error ? reject(error) : resolve());
    connection.connect((error) => {
      if (error || user === '') after(error);
      else connection.login({ user, pass }, after);
    });
  });
}

function handedOver(
  connection: SMTPConnection,
  envelope: { readonly from: string; readonly to: string[] },
  words: Readable,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send(envelope, words, (error) => (error ? reject(error) : resolve()));
  });
}

function meaningOf(error: unknown, isOnItsWay: boolean): 'not-now' | 'refused' | 'unknown' {
  const answer = responseCode(error);
  if (answer >= 400 && answer < 500) return 'not-now';
  if (answer >= 500) return 'refused';
  if (isOnItsWay) return 'unknown';
  return ['EENVELOPE', 'EMESSAGE'].includes(codeOf(error)) ? 'refused' : 'not-now';
}

function responseCode(error: unknown): number {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
    ? error.responseCode
    : 0;
}

// Only codes: what a server says may hold the address of the person.
function codeOfAnswer(error: unknown): string {
  const answer = responseCode(error);
  if (answer > 0) return String(answer);
  // The library puts its own code in the place of what the system, or the check of a certificate, said.
  const original = error instanceof Error && 'originalCode' in error ? error.originalCode : undefined;
  return (typeof original === 'string' ? original : codeOf(error)) || 'no-answer';
}
