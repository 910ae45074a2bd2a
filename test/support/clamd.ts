import { createServer, type AddressInfo, type Socket } from 'node:net';
import { after } from 'node:test';

/** What every scanner finds, though it does nothing. In two halves, so that no scanner finds this file. */
export const eicar = `${String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR`}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** A server that speaks the INSTREAM protocol of clamd and knows one virus. The real one cannot be had from a package. */
export async function aClamd(): Promise<{ readonly address: string; fallsSilent(isSilent: boolean): void }> {
  let silent = false;
  const server = createServer((socket) => {
    let came = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      came = Buffer.concat([came, data]);
      if (!silent) answer(socket, came);
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  after(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { address: `tcp://127.0.0.1:${port}`, fallsSilent: (isSilent) => void (silent = isSilent) };
}

const command = 'zINSTREAM\0';

function answer(socket: Socket, came: Buffer): void {
  if (came.length < command.length) return;
  if (came.toString('latin1', 0, command.length) !== command) {
    socket.end('UNKNOWN COMMAND\0');
    return;
  }
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= came.length;) {
    const length = came.readUInt32BE(at);
    if (length === 0) {
      const isBad = Buffer.concat(pieces).includes(eicar);
      socket.end(isBad ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
      return;
    }
    pieces.push(came.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}
