/**
 * 1 000 episodes in words side by side, all seats held by chat agents on one local model server that now and then
 * fails as servers do, wave after wave: `npm run evidence:concurrency`. Writes figures/concurrency.jsonl, with the
 * memory in use after each wave; it may not grow. About two minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ChatAgent, ChatModel, type Entrant, playMatch } from '@parlor/agents';
import { loadLanguageGame } from '@parlor/envs';
import { saveRows } from '../support/figures.ts';
import type { Act, ModelRequest } from '../support/model-behaviour.ts';
import { sensibleAnswer } from '../support/model-player.ts';
import { ModelServer } from '../support/model-server.ts';
import { table } from '../support/output.ts';

const SPECS = ['word_duel', 'in_words(game=kuhn_poker,rounds=5,speech=true)', 'simple_negotiation'];
const EPISODES = 1000;
/** Waves of each game; the first of each fills caches and is not compared with. */
const WAVES = 5;
const file = fileURLToPath(import.meta.url);

/** Mostly a good answer after a little while; every so often one of the ways in which servers fail. */
function respond(request: ModelRequest): Act {
  const { index } = request;
  if (index % 97 === 0) return { kind: 'status', status: 429, headers: { 'retry-after-ms': '20' } };
  if (index % 101 === 0) return { kind: 'status', status: 503 };
  if (index % 103 === 0) return { kind: 'body', body: '{"choices": [{"mess' };
  if (index % 107 === 0) return { kind: 'reset' };
  if (index % 109 === 0) return { kind: 'no-choices' };
  if (index % 113 === 0) return { kind: 'answer', text: null, refusal: 'I would rather not.' };
  return { kind: 'answer', text: sensibleAnswer(request), delay: 2 + (index % 10) };
}

/** The server, in a process of its own so that its memory is not counted. */
async function serve(): Promise<void> {
  const server = await ModelServer.start({ respond, remember: 0 });
  process.stdout.write(`${server.baseURL}\n`);
  await once(process.stdin.resume(), 'end');
  await server.close();
}

async function measure(): Promise<void> {
  const server = spawn(process.execPath, ['--import', 'tsx', file, 'serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [baseURL] = (await once(createInterface(server.stdout), 'line')) as [string];
  const rows: { readonly [name: string]: string | number }[] = [];
  try {
    for (const spec of SPECS) {
      const game = loadLanguageGame(spec);
      for (let wave = 1; wave <= WAVES; wave++) {
        const model = await ChatModel.open({
          baseURL,
          model: 'local',
          key: null,
          concurrency: 64,
          timeLimit: 120,
          backoff: { first: 0.05, most: 1 },
        });
        const entrant: Entrant = { name: 'chat', seat: () => new ChatAgent(model) };
        const started = performance.now();
        const { episodes, forfeits } = await playMatch(game, [entrant, entrant], {
          seed: wave,
          deals: EPISODES / game.seats,
          tables: EPISODES,
        });
        const seconds = (performance.now() - started) / 1000;
        globalThis.gc?.();
        const { heapUsed, rss } = process.memoryUsage();
        rows.push({
          type: 'wave',
          spec,
          wave,
          episodes,
          forfeits: forfeits.reduce((sum, count) => sum + count, 0),
          requests: model.ledger.requests,
          retries: model.ledger.retries,
          seconds: Number(seconds.toFixed(2)),
          heapMB: Number((heapUsed / 2 ** 20).toFixed(1)),
          residentMB: Number((rss / 2 ** 20).toFixed(0)),
        });
        process.stderr.write(`${spec}, wave ${wave}: ${seconds.toFixed(1)} s\n`);
      }
    }
  } finally {
    server.stdin.end();
  }
  saveRows('concurrency.jsonl', 'npm run evidence:concurrency', rows);
  const names = [
    'spec',
    'wave',
    'episodes',
    'forfeits',
    'requests',
    'retries',
    'seconds',
    'heapMB',
    'residentMB',
  ];
  process.stdout.write(
    `${table(
      names,
      rows.map((row) => names.map((name) => row[name] ?? '')),
    )}\n`,
  );
}

await (process.argv[2] === 'serve' ? serve() : measure());
