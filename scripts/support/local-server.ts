import type { Server } from 'node:http';

/** Starts a server on a free port of this machine. @param backlog connections that may wait to be taken */
export async function listen(server: Server, backlog?: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', backlog, resolve);
  });
}

/** Ends every connection of a server, hanging ones included. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
