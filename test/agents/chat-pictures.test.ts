import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ChatAgent } from '@parlor/agents';
import { AsyncEnv, loadLanguageGame } from '@parlor/envs';
import { playEpisode } from '../../agents/play/index.ts';
import { atServer, type BenchOptions } from './support/chat.ts';

/** Plays an episode between chat agents, and answers what their requests held: each seat's, and the game's messages. */
async function played(spec: string, config: NonNullable<BenchOptions['config']>) {
  return atServer(
    { config, server: { respond: ({ index }) => `[${index < 4 ? `Clue number ${index}.` : 'n/a'}]` } },
    async ({ model, server }) => {
      const env = new AsyncEnv(loadLanguageGame(spec));
      const agents = Array.from({ length: 4 }, () => new ChatAgent(model));
      const { step } = await playEpisode(env, agents, { seed: 1 });
      assert.equal(step.info.forfeit, undefined, step.info.reason);
      return { env, requests: server.received.map(({ body }) => JSON.stringify(body)) };
    },
  );
}

/** What each player asked first, since the players speak in turn. */
const firsts = (requests: readonly string[]): readonly string[] => requests.slice(0, 4);

describe('in spy_pictures a chat model', () => {
  test('that sees is sent the picture of its seat and no other, before the end', async () => {
    const { env, requests } = await played('spy_pictures(format=png,rounds=1)', { images: true });
    const own = [0, 1, 2, 3].map((seat) => env.messages(seat)[0].images?.[0] ?? '');
    assert.equal(new Set(own).size, 2);
    for (const [seat, request] of firsts(requests).entries()) {
      assert.ok(request.includes(own[seat]));
      for (const picture of own) assert.equal(request.includes(picture), picture === own[seat]);
      assert.equal(request.split('image_url').length - 1, 2); // its type and its content
    }
    // Votes: of civilians alone, with nothing new to see.
    assert.equal(requests.length, 7);
    const spy = env.roles.map((role) => env.game.roles[role]).indexOf('spy');
    for (const request of requests.slice(4)) assert.ok(!request.includes(own[spy]));
  });

  test('that does not see is told of pictures that it cannot see', async () => {
    const { requests } = await played('spy_pictures(format=png,rounds=1)', { images: false });
    for (const request of requests) {
      assert.ok(!request.includes('base64'));
      assert.match(request, /a picture that you cannot see/);
    }
  });

  test('reads the picture of its seat and no other where pictures are told in words', async () => {
    const { env, requests } = await played('spy_pictures(rounds=1)', { images: false });
    const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
    const own = [0, 1, 2, 3].map((seat) => {
      const lines = env.messages(seat)[0].text.split('\n').slice(2);
      return lines.map((line) => inJson(line));
    });
    const spy = env.roles.map((role) => env.game.roles[role]).indexOf('spy');
    const civilian = spy === 0 ? 1 : 0;
    const only = (seat: number, other: number) => own[seat].filter((line) => !own[other].includes(line));
    for (const [seat, request] of firsts(requests).entries()) {
      assert.ok(own[seat].every((line) => request.includes(line)));
      const strange = seat === spy ? only(civilian, spy) : only(spy, civilian);
      assert.ok(strange.length > 0 && !strange.some((line) => request.includes(line)));
    }
  });
});
