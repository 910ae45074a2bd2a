import { once } from 'node:events';
import type { Socket } from 'node:net';
import { after } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from './certificates.ts';

/** A message that the server said yes to. */
export interface Accepted {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
}

/** What happens to a message: taken, refused with a code, or the conversation breaks at a point. */
export type Fate = 'accept' | number | 'break-before-words' | 'break-after-words';

export interface MailServer {
  readonly url: string;
  readonly accepted: readonly Accepted[];
  /** How often somebody came as far as naming a reader. */
  conversations(): number;
  /** How many messages came over an encrypted way. */
  encrypted(): number;
  /** Fates in the order of messages; after the last one, everything is accepted. */
  expect(...fates: readonly Fate[]): void;
  /** Called when a conversation reaches a point, and waited for. */
  onPoint(watch: (point: 'connected' | 'named' | 'words' | 'accepted') => void): void;
}

/** How a server encrypts: from the first word on, or when it is asked to (STARTTLS). */
interface Encrypting extends Certificate {
  readonly isFirst?: boolean;
}

/** A real mail server on a port of its own, until the test file is over. Without a certificate it does not encrypt. */
export async function aMailServer(encrypting?: Encrypting): Promise<MailServer> {
  const accepted: Accepted[] = [];
  const fates: Fate[] = [];
  let named = 0;
  let encrypted = 0;
  let watch: (point: 'connected' | 'named' | 'words' | 'accepted') => void = () => undefined;
  const options: SMTPServerOptions = {
    authOptional: true,
    ...(encrypting
      ? { cert: encrypting.cert, key: encrypting.key, secure: encrypting.isFirst ?? false }
      : { disabledCommands: ['STARTTLS'] }),
    logger: false,
    onConnect: (_session, answer) => {
      watch('connected');
      answer();
    },
    onRcptTo: (_address, _session, answer) => {
      named += 1;
      watch('named');
      if (fates[0] === 'break-before-words') {
        fates.shift();
        breakOff();
      } else answer();
    },
    onData: (stream, session, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        watch('words');
        const fate = fates.shift() ?? 'accept';
        if (fate === 'break-after-words' || fate === 'break-before-words') return breakOff();
        if (fate !== 'accept') return answer(Object.assign(new Error('Not so'), { responseCode: fate }));
        const text = Buffer.concat(parts).toString();
        accepted.push({
          id: /^Message-ID: (.*)$/im.exec(text)?.[1] ?? '',
          to: session.envelope.rcptTo[0]?.address ?? '',
          from: /^From: (.*)$/im.exec(text)?.[1] ?? '',
          text: text.replaceAll('\r\n', '\n').replaceAll('=\n', ''),
        });
        if (session.secure) encrypted += 1;
        answer();
        watch('accepted');
        return undefined;
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  function breakOff(): undefined {
    for (const socket of sockets) socket.destroy();
  }
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  after(
    () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  );
  return {
    url: `${encrypting?.isFirst ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    accepted,
    conversations: () => named,
    encrypted: () => encrypted,
    expect: (...next) => void fates.splice(0, fates.length, ...next),
    onPoint: (watcher) => void (watch = watcher),
  };
}
