import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ModelServer } from '../../scripts/support/model-server.ts';
import { ROOT } from '../support/folder.ts';
import { node, type Run, TYPESCRIPT } from '../support/process.ts';

/** What each example prints, among other things. */
const PRINTS: Readonly<Record<string, readonly RegExp[]>> = {
  'alternating-offers.ts': [/subgame-perfect 25\.0, subgame-perfect 75\.0/, /^Player 2: That is too little/m],
  'boards.ts': [
    /^o wins with b2 c2 d2 e2\.$/m,
    /^x is middle: -1 to 1$/m,
    /wins 200 of 200 from the second seat$/m,
  ],
  'bots.ts': [
    /^in_words\(game=leduc_poker\): 10 episodes, 0 forfeits/m,
    /^word_duel: 10 episodes, 0 forfeits/m,
  ],
  'chat.ts': [/^returns of the model and the script/m, /forfeits \[ \d, 0 \]/, /requests: [1-9]/],
  'deal-or-no-deal.ts': [
    /^divider gets 7\.\d of 10, uniform 2\.\d$/m,
    /^Game: You agree: you get 1 book, 3 balls and are paid 8\.$/m,
    /^\[ 10, 8 \]$/m,
  ],
  'dice.ts': [
    /^NashConv 0\.0\d+, worth 0\.111 to who bids first$/m,
    /from both seats: 0\.[12]\d a game$/m,
    /^Game: Player 2 calls liar\./m,
  ],
  'goofspiel.ts': [
    /^four cards: NashConv 0\.000, worth 0\.00 to both$/m,
    /wins 4\d\d of 500$/m,
    /^Round 2 of 13\./m,
  ],
  'hanabi.ts': [
    /^Tiny Hanabi with the convention pays 10$/m,
    /^Hanabi with hanabi-rules in the third seat: 1\d\.\d points of 25$/m,
    /^Hanabi with uniform in the third seat: [0-4]\.\d points/m,
  ],
  'kuhn-match.ts': [/^Game: Round 5 of 5 begins\./m, /^Game: The game is over/m],
  'matrix.ts': [
    /^once: NashConv 0\.000, both get 1\.0$/m,
    /^repeated, both would spare the lake: 19\.54 and 19\.54$/m,
    /^repeated, one would spare the lake: 5\.51 and 9\.51$/m,
  ],
  'own-game.ts': [/^Every law holds\.$/m],
  'poker.ts': [
    /^AsAh wins 66\.51 % of the pot/m,
    /^ {2}"p3 f",$/m,
    /^finishing_stacks = \[ 105, 35, 200 \]$/m,
    /player 1 \(you\) .* wins 10, 3 back/m,
  ],
  'search-self-play.ts': [
    /^Round 3: (?:100|[6-9]\d) % of the questions are accepted, [1-9]\d % of the answers to them are wrong/m,
    /^Round [23]: .*[1-9] questions are asked again\.$/m,
    /^ {2}According to the documents, (?:which|who|what) .*\? .*\.$/m,
  ],
  'simple-negotiation.ts': [/^Game: .* accepts/m, /^\[ 1, -1 \]$/m, /^NashConv 0\.000000$/m],
  'who-is-the-spy.ts': [
    /^Player [1-4] .*\.$/m,
    /^The spy was|Game The spy was/m,
    /^[4-9]\d % of the civilians' votes were for the spy$/m,
  ],
  'word-duel.ts': [/^script won 9\d of 100$/m],
};

function run(name: string, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return node([...TYPESCRIPT, join(ROOT, 'examples', name)], { env });
}

test('every example is here', () => {
  const files = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.ts'));
  assert.deepEqual(files.sort(), Object.keys(PRINTS));
});

describe('the example', { concurrency: 2 }, () => {
  for (const [name, patterns] of Object.entries(PRINTS)) {
    test(`${name} runs as it is`, async () => {
      const server = name === 'chat.ts' ? await ModelServer.start() : undefined;
      const key = { OPENAI_API_KEY: 'none' };
      const { status, stdout, stderr } = await run(
        name,
        server ? { OPENAI_BASE_URL: server.baseURL, ...key } : {},
      );
      await server?.close();
      assert.deepEqual([status, stderr], [0, '']);
      for (const pattern of patterns) assert.match(stdout, pattern);
    });
  }
});
