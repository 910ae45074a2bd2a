import { connect, type Socket } from 'node:net';

/** What a virus scanner says of a content. */
export type ScanAnswer = 'clean' | 'found' | 'no-answer';
export type LookForViruses = (bytes: Buffer) => Promise<ScanAnswer>;

const pieceLength = 262_144;

/**
 * Asks clamd over INSTREAM: pieces, each with its length before it, and an empty one at the end. It is asked anew for each
 * content. Whatever is no clear answer is none, so that a scanner that is down lets nothing through.
 */
export function clamdAt(address: string, waitMs = 30_000): LookForViruses {
  const { protocol, hostname, port, pathname } = new URL(address);
  const reach =
    protocol === 'unix:' ? { path: pathname } : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) };
  return (bytes) =>
    new Promise((resolve) => {
      const socket = connect(reach);
      let said = '';
      const end = (answer: ScanAnswer) => {
        resolve(answer);
        socket.destroy();
      };
      socket.setTimeout(waitMs, () => end('no-answer'));
      socket.on('error', () => end('no-answer'));
      socket.on('close', () => end(answerIn(said)));
      socket.on('data', (data: Buffer) => {
        said = (said + data.toString('latin1')).slice(0, 1000);
        if (said.includes('\0')) end(answerIn(said));
      });
      socket.on('connect', () => send(socket, bytes));
    });
}

function send(socket: Socket, bytes: Buffer): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const piece = bytes.subarray(at, at + pieceLength);
    socket.write(lengthOf(piece.length));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function answerIn(said: string): ScanAnswer {
  const answer = said.split('\0')[0] ?? '';
  if (answer === 'stream: OK') return 'clean';
  return /^stream: .+ FOUND$/.test(answer) ? 'found' : 'no-answer';
}
