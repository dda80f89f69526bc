import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerOptions } from './model-behaviour.ts';

/** A server-sent event. */
export function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** Sends a stream, whole or damaged. */
export async function sendStream(
  chunks: readonly string[],
  damage: AnswerOptions['stream'],
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const [first = '', second = ''] = chunks;
  switch (damage) {
    case undefined:
      response.end(chunks.join(''));
      return;
    case 'keep-alive':
      response.end(chunks.map((chunk) => `: keep-alive\n\n${chunk}`).join(''));
      return;
    case 'cut':
      response.end(first + second);
      return;
    case 'cut-in-character':
      response.end(within(first + second)[0]);
      return;
    case 'split-in-character': {
      const [start, rest] = within(chunks.join(''));
      response.write(start);
      await wait(5); // so that the parts arrive one by one
      response.end(rest);
      return;
    }
    case 'damaged':
      response.end(`${first}data: {"choices": [{"delta"\n\n`);
      return;
    case 'error':
      response.end(
        `${first}${event({ error: { message: 'The model has crashed.', type: 'server_error' } })}`,
      );
      return;
    case 'reset':
      response.write(first + second);
      await wait(5); // so that it is on its way before the connection ends
      response.destroy();
      return;
  }
}

/** The bytes of a text in two parts, between which a character lies. */
function within(text: string): [Buffer, Buffer] {
  const bytes = Buffer.from(text);
  const middle = bytes.findIndex((byte) => byte >= 0xc0) + 1;
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}
