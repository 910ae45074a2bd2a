import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isThisMachine, plainOnlyAt } from '#platform/encrypted-way.ts';
import { wrongWay } from '#platform/outside-postgres.ts';
import { keyShape } from '#platform/texts.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Everything that may be set, in the order of the table. Nothing else reads the environment. */
const settings = {
  PORT: {
    usually: '3000',
    about: 'The port that the pages are served on.',
    form: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535),
    mustBe: 'a whole number from 1 to 65535',
  },
  HOST: {
    usually: 'localhost',
    about: 'The name or address to listen on; 0.0.0.0 listens to other machines too.',
    form: z.string().regex(/^[a-z0-9.:_-]+$/i),
    mustBe: 'a host name or an address, such as localhost or 0.0.0.0',
  },
  DATABASE_URL: {
    usually: '',
    about:
      'The PostgreSQL 15 or newer to use, as its owner; when empty, the one that comes with Talking Piece is started. On another machine it is reached by TLS and must prove who it is (sslmode=verify-full, which need not be written).',
    form: z.string().refine((text) => text === '' || isAddress(text, ['postgres:', 'postgresql:'])),
    mustBe: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/database',
  },
  DATA_DIR: {
    usually: 'data',
    about: 'The folder for the built-in database, the secrets and the documents.',
    form: z.string().refine((text) => !text.includes('\0')),
    mustBe: 'a folder',
  },
  BASE_URL: {
    usually: 'http://localhost:PORT',
    about: 'The address that people reach the service at; links in letters and messages begin with it.',
    form: z
      .string()
      .refine((text) => isAddress(text, ['http:', 'https:']) && new URL(text).pathname === '/')
      .transform((text) => new URL(text).origin),
    mustBe: 'an address without a path, such as https://restorative.example.org',
  },
  SMTP_URL: {
    usually: '',
    about:
      'The mail server to send through; when empty, nothing leaves and notices wait on the outbox page. A demonstration sends only through one on this machine or at a host in HOSTS_WITHOUT_TLS, to look at what would leave. On another machine it is spoken to by TLS only (smtps://, or smtp:// with STARTTLS), and must prove who it is.',
    form: z.string().refine((text) => text === '' || isAddress(text, ['smtp:', 'smtps:'])),
    mustBe: 'the address of a mail server, such as smtps://user:password@mail.example.org',
  },
  MAIL_FROM: {
    usually: '',
    about: 'The sender of e-mails, needed once SMTP_URL is set.',
    form: z.string().regex(/^$|^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/),
    mustBe: 'an e-mail address, such as Talking Piece <hello@example.org>',
  },
  NOTIFY_KEY: {
    usually: '',
    about:
      'The key of GOV.UK Notify, through which text messages leave by themselves; when empty, they wait on the outbox page and are typed by hand. A demonstration sends only where NOTIFY_URL is on this machine or at a host in HOSTS_WITHOUT_TLS, to look at what would leave.',
    form: z.string().refine((text) => text === '' || keyShape.test(text)),
    mustBe: 'a key as GOV.UK Notify gives it out: a name and two ids, with hyphens between them',
  },
  NOTIFY_TEMPLATE: {
    usually: '',
    about:
      'The id of the template there whose whole text is ((message)), needed once NOTIFY_KEY is set. A template that says more is not used.',
    form: z.union([z.literal(''), z.uuid()]),
    mustBe: 'the id of a template, such as f33517ff-2a88-4f6e-b855-c550268ce08a',
  },
  NOTIFY_URL: {
    usually: 'https://api.notifications.service.gov.uk',
    about: 'Where the API of GOV.UK Notify is, or of what speaks as it does. On another machine it is reached by TLS.',
    form: z
      .string()
      .refine((text) => isAddress(text, ['http:', 'https:']) && new URL(text).pathname === '/')
      .transform((text) => new URL(text).origin),
    mustBe: 'an address without a path, such as https://api.notifications.service.gov.uk',
  },
  TRAIL_HEADS_FILE: {
    usually: 'trail-heads.jsonl in DATA_DIR',
    about:
      'The file to which the head of each seal of the trails is added, best on a disk that whoever runs the database cannot write to.',
    form: z.string().refine((text) => !text.includes('\0')),
    mustBe: 'a file',
  },
  TRAIL_HEADS_URL: {
    usually: '',
    about: 'An address that each head is posted to as well, kept by somebody else; when empty, nowhere.',
    form: z.string().refine((text) => text === '' || isAddress(text, ['http:', 'https:'])),
    mustBe: 'a web address, such as https://keeper.example.org/heads',
  },
  OIDC_ISSUER: {
    usually: '',
    about:
      'The issuer of the OpenID Connect provider where staff may sign in, exactly as the provider writes it; when empty, there is none.',
    form: z.string().refine((text) => text === '' || isIssuer(text)),
    mustBe:
      'the https address of one issuer, such as https://login.microsoftonline.com/YOUR-TENANT-ID/v2.0 (not common, organizations or consumers, which are everybody)',
  },
  OIDC_CLIENT_ID: {
    usually: '',
    about: 'What the provider calls this service, needed once OIDC_ISSUER is set.',
    form: z.string().regex(/^[\x21-\x7e]{0,200}$/),
    mustBe: 'the id that the provider gave, without spaces',
  },
  OIDC_CLIENT_SECRET_FILE: {
    usually: 'secrets/oidc-client-secret in DATA_DIR',
    about: 'The file with the secret that the provider gave, readable by the account that runs the service only.',
    form: z.string().refine((text) => !text.includes('\0')),
    mustBe: 'a file',
  },
  OIDC_NAME: {
    usually: 'single sign-on',
    about: 'What staff call the provider; the button says “Sign in with” and this.',
    form: z.string().regex(/^[^\p{C}]{1,60}$/u),
    mustBe: 'a name of at most 60 characters',
  },
  OIDC_IS_ENOUGH: {
    usually: 'no',
    about:
      'Whether signing in at the provider is enough by itself: yes only where the provider always asks for a second proof; else a code from an app follows here.',
    form: z.enum(['yes', 'no']).transform((text) => text === 'yes'),
    mustBe: 'yes or no',
  },
  PROXIES: {
    usually: '0',
    about:
      'How many proxies of your own stand before the server. The address that the last of them saw is the one whose failed sign-ins are counted.',
    form: z.string().regex(/^\d$/).transform(Number),
    mustBe: 'a whole number from 0 to 9',
  },
  SECURITY_CONTACT: {
    usually: '',
    about:
      'Where somebody who finds a security hole should write, as /.well-known/security.txt says; when empty, the e-mail address of the service.',
    form: z.string().regex(/^$|^(mailto:)?[^\s<>@:]+@[^\s<>@]+$|^(https:\/\/|tel:\+)[^\s]+$/),
    mustBe: 'an e-mail address, or an address that begins with https: or tel:',
  },
  CLAMD_URL: {
    usually: '',
    about:
      'The ClamAV scanner (clamd) that looks through every file that is added; when it does not answer, none is taken. When empty, files are not looked through for viruses.',
    form: z.string().refine((text) => text === '' || isAddress(text, ['tcp:', 'unix:'])),
    mustBe: 'the address of clamd, such as tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl',
  },
  HOSTS_WITHOUT_TLS: {
    usually: '',
    about:
      'Hosts between which and this machine nobody can listen, with commas between them: the database, the mail server, clamd, NOTIFY_URL and TRAIL_HEADS_URL may be reached there in clear. This machine itself always may.',
    form: z
      .string()
      .regex(/^[a-z0-9.:_, -]*$/i)
      .transform((text) => text.toLowerCase().split(/[, ]+/).filter(Boolean)),
    mustBe: 'host names or addresses with commas between them, such as db, 10.0.0.5',
  },
  CA_FILE: {
    usually: '',
    about:
      'A file with certificates (PEM) of issuers that are trusted besides those that everybody trusts, such as the one of your own network; when empty, none.',
    form: z.string().refine((text) => !text.includes('\0')),
    mustBe: 'a file',
  },
  PAGES_DIR: {
    usually: '',
    about:
      'A folder of pages in Markdown that take the place of the public pages of the same name, and add others, and of services-nearby.txt; when empty, those that come with Talking Piece.',
    form: z.string().refine((text) => !text.includes('\0')),
    mustBe: 'a folder',
  },
  LOG_LEVEL: {
    usually: 'info',
    about: 'How much is logged: silent, fatal, error, warn, info, debug or trace.',
    form: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
    mustBe: 'silent, fatal, error, warn, info, debug or trace',
  },
} as const;

type Name = keyof typeof settings;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Empty for the database that comes with Talking Piece. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Empty when nothing is to leave the building. */
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** By what text messages leave; undefined where they wait to be typed. */
  readonly notify: NotifyConfig | undefined;
  readonly trailHeadsFile: string;
  /** Empty when heads are posted nowhere. */
  readonly trailHeadsUrl: string;
  /** Where staff may sign in besides here; undefined for nowhere. */
  readonly provider: ProviderConfig | undefined;
  /** Of our own, before the server. */
  readonly proxies: number;
  /** Empty for the service's own e-mail address. */
  readonly securityContact: string;
  /** Empty where files are not looked through for viruses. */
  readonly clamdUrl: string;
  /** Where what is sent may be sent in clear, besides this machine. */
  readonly hostsWithoutTls: readonly string[];
  /** Empty where nobody but the usual issuers is trusted. */
  readonly caFile: string;
  /** Empty for the pages that come with Talking Piece. */
  readonly pagesDir: string;
  readonly logLevel: z.output<typeof settings.LOG_LEVEL.form>;
}

/** The service that carries text messages. */
export interface NotifyConfig {
  readonly key: string;
  readonly template: string;
  readonly url: string;
}

/** The OpenID Connect provider, but for the secret, which is in the file. */
export interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly name: string;
  readonly isEnough: boolean;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads all settings, and names every wrong one at once. A setting left empty is as if it were not there. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReadConfig {
  const problems: string[] = [];

  function read<Value>(name: Name, form: z.ZodType<Value>, usually: string): Value {
    const answer = form.safeParse(env[name]?.trim() || usually);
    if (answer.success) return answer.data;
    problems.push(`${name} must be ${settings[name].mustBe}.`);
    return form.parse(usually);
  }

  const port = read('PORT', settings.PORT.form, settings.PORT.usually);
  const host = read('HOST', settings.HOST.form, settings.HOST.usually);
  const databaseUrl = read('DATABASE_URL', settings.DATABASE_URL.form, settings.DATABASE_URL.usually);
  const dataDir = resolve(read('DATA_DIR', settings.DATA_DIR.form, join(projectFolder, settings.DATA_DIR.usually)));
  const provider: ProviderConfig = {
    issuer: read('OIDC_ISSUER', settings.OIDC_ISSUER.form, settings.OIDC_ISSUER.usually),
    clientId: read('OIDC_CLIENT_ID', settings.OIDC_CLIENT_ID.form, settings.OIDC_CLIENT_ID.usually),
    clientSecretFile: resolve(
      read(
        'OIDC_CLIENT_SECRET_FILE',
        settings.OIDC_CLIENT_SECRET_FILE.form,
        join(dataDir, 'secrets', 'oidc-client-secret'),
      ),
    ),
    name: read('OIDC_NAME', settings.OIDC_NAME.form, settings.OIDC_NAME.usually),
    isEnough: read('OIDC_IS_ENOUGH', settings.OIDC_IS_ENOUGH.form, settings.OIDC_IS_ENOUGH.usually),
  };
  const notify: NotifyConfig = {
    key: read('NOTIFY_KEY', settings.NOTIFY_KEY.form, settings.NOTIFY_KEY.usually),
    template: read('NOTIFY_TEMPLATE', settings.NOTIFY_TEMPLATE.form, settings.NOTIFY_TEMPLATE.usually),
    url: read('NOTIFY_URL', settings.NOTIFY_URL.form, settings.NOTIFY_URL.usually),
  };
  const config: Config = {
    port,
    host,
    databaseUrl,
    dataDir,
    baseUrl: read('BASE_URL', settings.BASE_URL.form, `http://localhost:${port}`),
    smtpUrl: read('SMTP_URL', settings.SMTP_URL.form, settings.SMTP_URL.usually),
    mailFrom: read('MAIL_FROM', settings.MAIL_FROM.form, settings.MAIL_FROM.usually),
    notify: notify.key === '' ? undefined : notify,
    trailHeadsFile: resolve(
      read('TRAIL_HEADS_FILE', settings.TRAIL_HEADS_FILE.form, join(dataDir, 'trail-heads.jsonl')),
    ),
    trailHeadsUrl: read('TRAIL_HEADS_URL', settings.TRAIL_HEADS_URL.form, settings.TRAIL_HEADS_URL.usually),
    provider: provider.issuer === '' ? undefined : provider,
    proxies: read('PROXIES', settings.PROXIES.form, settings.PROXIES.usually),
    securityContact: read('SECURITY_CONTACT', settings.SECURITY_CONTACT.form, settings.SECURITY_CONTACT.usually),
    clamdUrl: read('CLAMD_URL', settings.CLAMD_URL.form, settings.CLAMD_URL.usually),
    hostsWithoutTls: read('HOSTS_WITHOUT_TLS', settings.HOSTS_WITHOUT_TLS.form, settings.HOSTS_WITHOUT_TLS.usually),
    caFile: read('CA_FILE', settings.CA_FILE.form, settings.CA_FILE.usually),
    pagesDir: read('PAGES_DIR', settings.PAGES_DIR.form, settings.PAGES_DIR.usually),
    logLevel: read('LOG_LEVEL', settings.LOG_LEVEL.form, settings.LOG_LEVEL.usually),
  };
  if (config.smtpUrl && !env['MAIL_FROM']?.trim()) problems.push('MAIL_FROM must be set when SMTP_URL is.');
  if (notify.key !== '' && !env['NOTIFY_TEMPLATE']?.trim())
    problems.push('NOTIFY_TEMPLATE must be set when NOTIFY_KEY is.');
  const isNamed = provider.clientId !== '' || problems.some((problem) => problem.startsWith('OIDC_CLIENT_ID '));
  if (provider.issuer !== '' && !isNamed) problems.push('OIDC_CLIENT_ID must be set when OIDC_ISSUER is.');
  problems.push(...inClear(config));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

/** What would be sent in clear where somebody could listen. Mail is not here: whether a server encrypts shows when it is spoken to. */
function inClear({ databaseUrl, trailHeadsUrl, clamdUrl, notify, hostsWithoutTls }: Config): readonly string[] {
  const mayBePlain = plainOnlyAt(hostsWithoutTls);
  const isInClear = (text: string, protocol: string) =>
    text.startsWith(protocol) && !mayBePlain(new URL(text).hostname);
  const database = databaseUrl === '' ? undefined : wrongWay(databaseUrl, mayBePlain);
  return [
    ...(database === undefined ? [] : [database]),
    ...(isInClear(trailHeadsUrl, 'http:')
      ? ['TRAIL_HEADS_URL must begin with https:, or its host must stand in HOSTS_WITHOUT_TLS.']
      : []),
    ...(notify && isInClear(notify.url, 'http:')
      ? ['NOTIFY_URL must begin with https:, or its host must stand in HOSTS_WITHOUT_TLS.']
      : []),
    ...(isInClear(clamdUrl, 'tcp:')
      ? [
          'CLAMD_URL names another machine, and clamd knows no TLS: files would be sent there in clear. Run clamd on this machine, lead a tunnel there, or add its host to HOSTS_WITHOUT_TLS where nobody can listen between here and there.',
        ]
      : []),
  ];
}

/** The settings of this process. */
export function readEnvironment(): ReadConfig {
  const read = readConfig(process.env);
  // Node itself reads this one, and then believes every certificate.
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return read;
  const problem =
    'NODE_TLS_REJECT_UNAUTHORIZED must not be 0, for then nobody proves who they are. To trust an issuer of your own, set CA_FILE.';
  return { ok: false, problems: [...(read.ok ? [] : read.problems), problem] };
}

function isAddress(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

// What only this machine can reach may go without TLS: a try, or a test.
function isIssuer(text: string): boolean {
  if (!isAddress(text, ['https:', 'http:'])) return false;
  const url = new URL(text);
  const isEverybodys = /^\/(?:common|organizations|consumers)\//.test(url.pathname);
  return (
    (url.protocol === 'https:' || isThisMachine(url.hostname)) && !isEverybodys && url.search === '' && url.hash === ''
  );
}

/** The settings as a Markdown table, for the guide of those who run the service. */
export function settingsTable(): string {
  const rows = Object.entries(settings).map(
    ([name, { usually, about }]) => `| \`${name}\` | ${usually && `\`${usually}\``} | ${about} |`,
  );
  return ['| Setting | Usually | What it is |', '|---|---|---|', ...rows, ''].join('\n');
}
